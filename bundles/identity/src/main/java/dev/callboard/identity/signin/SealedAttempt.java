package dev.callboard.identity.signin;

import dev.callboard.platform.signin.SignInAttempt;

/** An attempt whose secrets follow from its nonce and a key that only the server has. */
final class SealedAttempt implements SignInAttempt {
  private final Vault vault;
  private final String provider;
  private final FlowState flow;
  private final String state;

  SealedAttempt(Vault vault, String provider, FlowState flow, String state) {
    this.vault = vault;
    this.provider = provider;
    this.flow = flow;
    this.state = state;
  }

  @Override
  public String state() {
    return state;
  }

  @Override
  public String scope() {
    return flow.scope();
  }

  @Override
  public String secret(String purpose) {
    return vault.derive("attempt:" + provider + ":" + purpose, flow.nonce());
  }
}

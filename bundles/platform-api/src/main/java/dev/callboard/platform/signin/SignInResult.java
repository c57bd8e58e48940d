package dev.callboard.platform.signin;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who somebody is at the identity provider. Immutable. {@link #toString} shows the subject and no
 * token.
 */
public final class SignInResult {
  private final Builder parts;

  private SignInResult(Builder parts) {
    this.parts = parts;
  }

  /**
   * Starts a result.
   *
   * @param subject what the identity provider knows the person by for ever, not empty; a session
   *     never moves to another subject
   */
  public static Builder of(String subject) {
    return new Builder(subject);
  }

  /** Returns what the identity provider knows the person by. */
  public String subject() {
    return parts.subject;
  }

  /** Returns the name the person signs in with there, or empty. */
  public Optional<String> username() {
    return Optional.ofNullable(parts.username);
  }

  /** Returns the e-mail address, or empty. */
  public Optional<String> email() {
    return Optional.ofNullable(parts.email);
  }

  /** Returns whether the identity provider has verified the e-mail address. */
  public boolean emailVerified() {
    return parts.emailVerified;
  }

  /** Returns the name to show, or empty. */
  public Optional<String> displayName() {
    return Optional.ofNullable(parts.displayName);
  }

  /** Returns the address of a picture, or empty. */
  public Optional<String> picture() {
    return Optional.ofNullable(parts.picture);
  }

  /** Returns all claims, for resolvers that compare one with an annotation. */
  public Map<String, Object> claims() {
    return parts.claims;
  }

  /**
   * Returns what the browser gets of the identity provider's answer: any of {@code accessToken},
   * {@code idToken}, {@code scope} and {@code expiresInSeconds}.
   */
  public Map<String, Object> providerInfo() {
    return parts.providerInfo;
  }

  /** Returns the token to ask again with, or empty. */
  public Optional<String> refreshToken() {
    return Optional.ofNullable(parts.refreshToken);
  }

  @Override
  public String toString() {
    return parts.subject;
  }

  /** Collects the parts of a result; not thread-safe. */
  public static final class Builder {
    private final String subject;
    private String username;
    private String email;
    private boolean emailVerified;
    private String displayName;
    private String picture;
    private Map<String, Object> claims = Map.of();
    private Map<String, Object> providerInfo = Map.of();
    private String refreshToken;

    private Builder(String subject) {
      this.subject = requireNonNull(subject, "subject is null");
      if (subject.isEmpty()) {
        throw new IllegalArgumentException("subject is empty");
      }
    }

    private Builder(Builder other) {
      subject = other.subject;
      username = other.username;
      email = other.email;
      emailVerified = other.emailVerified;
      displayName = other.displayName;
      picture = other.picture;
      claims = other.claims;
      providerInfo = other.providerInfo;
      refreshToken = other.refreshToken;
    }

    /** Sets the name the person signs in with; null for none. */
    public Builder username(String value) {
      username = value;
      return this;
    }

    /** Sets the e-mail address, null for none, and whether the identity provider verified it. */
    public Builder email(String value, boolean verified) {
      email = value;
      emailVerified = verified;
      return this;
    }

    /** Sets the name to show; null for none. */
    public Builder displayName(String value) {
      displayName = value;
      return this;
    }

    /** Sets the address of a picture; null for none. */
    public Builder picture(String value) {
      picture = value;
      return this;
    }

    /** Sets all claims; not null. */
    public Builder claims(Map<String, Object> value) {
      claims = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(value));
      return this;
    }

    /** Sets what the browser gets; not null. */
    public Builder providerInfo(Map<String, Object> value) {
      providerInfo = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(value));
      return this;
    }

    /** Sets the token to ask again with; null for none. */
    public Builder refreshToken(String value) {
      refreshToken = value;
      return this;
    }

    /** Returns the result. */
    public SignInResult build() {
      return new SignInResult(new Builder(this));
    }
  }
}

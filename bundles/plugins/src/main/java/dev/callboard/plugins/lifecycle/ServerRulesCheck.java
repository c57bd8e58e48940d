package dev.callboard.plugins.lifecycle;

/** Compares a candidate with what is installed at this moment. */
final class ServerRulesCheck {
  private final Parts parts;

  ServerRulesCheck(Parts parts) {
    this.parts = parts;
  }

  void check(Candidate candidate) throws RefusedException {
    parts
        .check()
        .rules()
        .checkAgainst(
            parts.journal().current(),
            candidate.manifest(),
            candidate.verdict().publisher(),
            candidate.jar().sha256(),
            parts.settings().current(),
            candidate.allowDowngrade());
  }
}

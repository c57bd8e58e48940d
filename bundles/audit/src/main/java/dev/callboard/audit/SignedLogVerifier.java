package dev.callboard.audit;

import java.sql.SQLException;
import java.util.Optional;

/** Checks the chain, and holds it against its checkpoints. */
final class SignedLogVerifier implements Verifier {
  private final LogVerifier chain;
  private final CheckpointVerifier checkpoints;

  SignedLogVerifier(LogVerifier chain, CheckpointVerifier checkpoints) {
    this.chain = chain;
    this.checkpoints = checkpoints;
  }

  @Override
  public Verdict verify(Progress progress) throws SQLException {
    Verdict verdict = chain.verify(progress);
    CheckpointVerifier.Result signed = checkpoints.verify(verdict.head());
    Optional<ChainVerifier.Finding> broken = verdict.finding();
    // A break in the chain is exact; a checkpoint only tells that something before it is wrong.
    boolean signedFirst =
        broken.isEmpty() || signed.finding().isPresent() && signed.upTo() < broken.get().seq();
    return new Verdict(verdict.head(), signedFirst ? signed.finding() : broken, signed.checked());
  }
}

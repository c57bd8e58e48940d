package dev.callboard.scorecards.define;

import java.util.List;
import java.util.function.BiConsumer;

/** A condition over an entity and its facts. Immutable. */
public sealed interface Predicate {
  /** Holds always. */
  Predicate ALWAYS = new All(List.of());

  /** Returns what it comes to. */
  Truth test(Scope scope);

  /**
   * Tells what decided.
   *
   * @param scope what it was held against
   * @param wanted the outcome that is to be explained; not {@code YES}
   * @param taker is given paths, and why each is not as it should be
   */
  void explain(Scope scope, Truth wanted, BiConsumer<String, String> taker);

  /** Gives all paths that it looks at. */
  void paths(java.util.function.Consumer<String> taker);

  private static void explain(
      List<Predicate> parts, Scope scope, Truth wanted, BiConsumer<String, String> taker) {
    parts.stream()
        .filter(part -> part.test(scope) == wanted)
        .forEach(part -> part.explain(scope, wanted, taker));
  }

  /** All must hold. */
  record All(List<Predicate> parts) implements Predicate {
    @Override
    public Truth test(Scope scope) {
      Truth all = Truth.YES;
      for (Predicate part : parts) {
        Truth one = part.test(scope);
        if (one == Truth.NO) {
          return Truth.NO;
        }
        all = one == Truth.UNKNOWN ? one : all;
      }
      return all;
    }

    @Override
    public void explain(Scope scope, Truth wanted, BiConsumer<String, String> taker) {
      Predicate.explain(parts, scope, wanted, taker);
    }

    @Override
    public void paths(java.util.function.Consumer<String> taker) {
      parts.forEach(part -> part.paths(taker));
    }
  }

  /** One must hold. */
  record Any(List<Predicate> parts) implements Predicate {
    @Override
    public Truth test(Scope scope) {
      Truth any = Truth.NO;
      for (Predicate part : parts) {
        Truth one = part.test(scope);
        if (one == Truth.YES) {
          return Truth.YES;
        }
        any = one == Truth.UNKNOWN ? one : any;
      }
      return any;
    }

    @Override
    public void explain(Scope scope, Truth wanted, BiConsumer<String, String> taker) {
      Predicate.explain(parts, scope, wanted, taker);
    }

    @Override
    public void paths(java.util.function.Consumer<String> taker) {
      parts.forEach(part -> part.paths(taker));
    }
  }

  /** It must not hold. */
  record Not(Predicate part) implements Predicate {
    @Override
    public Truth test(Scope scope) {
      return part.test(scope).not();
    }

    @Override
    public void explain(Scope scope, Truth wanted, BiConsumer<String, String> taker) {
      if (wanted == Truth.UNKNOWN) {
        part.explain(scope, wanted, taker);
        return;
      }
      part.paths(path -> taker.accept(path, "is " + Comparison.shown(scope.at(path).values())));
    }

    @Override
    public void paths(java.util.function.Consumer<String> taker) {
      part.paths(taker);
    }
  }

  /**
   * Something tells what stands at a path, or nothing does. Never unknown itself, so a check can
   * use a fact where it is known and do without it elsewhere.
   */
  record Known(String path, boolean wanted) implements Predicate {
    @Override
    public Truth test(Scope scope) {
      return Truth.of(scope.at(path).isKnown() == wanted);
    }

    @Override
    public void explain(Scope scope, Truth wanted, BiConsumer<String, String> taker) {
      Scope.Found found = scope.at(path);
      taker.accept(path, found.isKnown() ? "is known" : found.unknown());
    }

    @Override
    public void paths(java.util.function.Consumer<String> taker) {
      taker.accept(path);
    }
  }

  /** What stands at a path must compare. */
  record At(String path, Comparison comparison) implements Predicate {
    @Override
    public Truth test(Scope scope) {
      Scope.Found found = scope.at(path);
      return found.isKnown()
          ? Truth.of(comparison.holds(found.values(), scope.now()))
          : Truth.UNKNOWN;
    }

    @Override
    public void explain(Scope scope, Truth wanted, BiConsumer<String, String> taker) {
      Scope.Found found = scope.at(path);
      taker.accept(
          path,
          found.isKnown()
              ? "is " + Comparison.shown(found.values()) + ", not " + comparison.text()
              : found.unknown());
    }

    @Override
    public void paths(java.util.function.Consumer<String> taker) {
      taker.accept(path);
    }
  }
}

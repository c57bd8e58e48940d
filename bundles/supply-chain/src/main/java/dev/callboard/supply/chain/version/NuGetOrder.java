package dev.callboard.supply.chain.version;

/**
 * NuGet's package versioning: up to four numbers, then pre-release labels as in Semantic Versioning
 * but in any case.
 */
enum NuGetOrder implements VersionOrder {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    String[] left = parts(a);
    String[] right = parts(b);
    int byCore = SemanticOrder.numbers(left[0], right[0], true);
    return byCore != 0 ? byCore : SemanticOrder.preRelease(left[1], right[1], true);
  }

  private static String[] parts(String version) {
    String text = version.strip();
    int plus = text.indexOf('+');
    String known = plus < 0 ? text : text.substring(0, plus);
    int dash = known.indexOf('-');
    return dash < 0
        ? new String[] {known, ""}
        : new String[] {known.substring(0, dash), known.substring(dash + 1)};
  }
}

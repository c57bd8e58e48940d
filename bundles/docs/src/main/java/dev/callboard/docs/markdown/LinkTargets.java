package dev.callboard.docs.markdown;

/** Knows where the links of a page lead to. Called while the page is rendered, on its thread. */
@FunctionalInterface
public interface LinkTargets {
  /**
   * Returns where a link leads to.
   *
   * @param destination as it is in the source
   * @return the address to write into the page
   */
  String resolve(String destination);
}

/** Where ${{ values.name }} begins. */
public final class Library {

  private Library() {}

  /** Returns its name. */
  public static String name() {
    return "${{ values.name }}";
  }
}

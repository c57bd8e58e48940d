package dev.callboard.docs.markdown;

/**
 * A diagram of a page.
 *
 * @param address of its image, which holds the drawing, or empty
 * @param problem why there is no drawing, or empty
 * @param lasting whether it would be the same the next time
 */
public record DrawnDiagram(String address, String problem, boolean lasting) {}

package dev.callboard.ui.contributions;

/**
 * A file below the folder {@code ui} of a plugin.
 *
 * @param path below that folder
 * @param mediaType how it is told to browsers
 * @param length in bytes
 * @param integrity what browsers check it against, as in HTML
 */
record UiFile(String path, String mediaType, int length, String integrity) {}

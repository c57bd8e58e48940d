package dev.callboard.plugins.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A private copy of a jar, under examination or kept.
 *
 * @param file where the copy is
 * @param sha256 its digest, taken from the copy
 * @param signature the content of its signature file, or empty
 */
public record StoredJar(Path file, String sha256, Optional<byte[]> signature) {}

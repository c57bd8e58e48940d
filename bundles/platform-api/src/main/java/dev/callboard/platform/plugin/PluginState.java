package dev.callboard.platform.plugin;

/** Where a plugin is in its life. */
public enum PluginState {
  /** The file is there, not looked into yet. */
  UPLOADED,
  /** Digest and signature were checked and the manifest read. */
  VERIFIED,
  /** The framework has found everything it requires. */
  RESOLVED,
  /** It is being started. */
  STARTING,
  /** It serves. */
  ACTIVE,
  /** It takes no new requests; those under way are being finished. */
  DRAINING,
  /** It is installed and does not run. */
  STOPPED,
  /** It could not go on; the reason says why. */
  FAILED
}

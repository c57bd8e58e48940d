package dev.callboard.notifications.api;

/** How much a notification matters, the least first. */
public enum NotificationSeverity {
  /** Good to know. */
  LOW,
  /** What is expected when nobody says so. */
  NORMAL,
  /** To be looked at soon. */
  HIGH,
  /** To be looked at now. */
  CRITICAL
}

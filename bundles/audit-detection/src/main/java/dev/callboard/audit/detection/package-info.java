/**
 * Detection in the audit log: {@link dev.callboard.audit.detection.DetectionFollower} is given all
 * records, {@link dev.callboard.audit.detection.Detector} holds them against rules, and what they
 * find becomes alerts that administrators and owners are told of.
 */
@CallboardPlugin(
    id = "audit-detection",
    name = "Audit detection",
    description = "Looks in the audit log for what is suspicious and tells of it")
package dev.callboard.audit.detection;

import dev.callboard.platform.plugin.CallboardPlugin;

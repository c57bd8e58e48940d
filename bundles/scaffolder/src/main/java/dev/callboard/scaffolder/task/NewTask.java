package dev.callboard.scaffolder.task;

import dev.callboard.platform.identity.PortalPrincipal;
import java.util.Map;

/**
 * What a task is created with.
 *
 * @param spec what it does, as in the REST API
 * @param templateRef the reference of its template
 * @param secrets by name; never stored as they are
 * @param creator who creates it
 */
public record NewTask(
    Map<String, Object> spec,
    String templateRef,
    Map<String, String> secrets,
    PortalPrincipal creator) {}

package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.http.RouteRegistry;
import dev.callboard.plugins.store.PluginStore;
import dev.callboard.plugins.store.Quarantine;
import dev.callboard.plugins.store.ShippedJars;
import dev.callboard.plugins.store.StateJournal;
import java.util.Optional;
import java.util.function.Supplier;

/** What the steps of a plugin's life share. */
record Parts(
    SettingsSource settings,
    ShippedJars shipped,
    PluginStore store,
    Quarantine quarantine,
    StateJournal journal,
    BundleOperations bundles,
    CandidateCheck check,
    Readiness readiness,
    LeakDetector leaks,
    Registry registry,
    Auditor auditor,
    Supplier<Optional<RouteRegistry>> routes) {}

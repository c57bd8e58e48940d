package dev.callboard.it.support;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A bundle without classes, in whose name a test in the container uses services. */
public final class EmptyBundle {
  private EmptyBundle() {}

  /**
   * Installs and starts a bundle as an operator would, not as part of the server.
   *
   * @param symbolicName its symbolic name
   * @param pluginId the plugin that it says it is
   */
  public static Bundle start(BundleContext context, String symbolicName, String pluginId)
      throws IOException, BundleException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", symbolicName);
    headers.putValue("Bundle-Version", "1.0.0");
    headers.putValue("Provide-Capability", "dev.callboard.plugin;id=" + pluginId);
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    new JarOutputStream(jar, manifest).close();
    Bundle bundle =
        context.installBundle("it:" + symbolicName, new ByteArrayInputStream(jar.toByteArray()));
    bundle.start();
    return bundle;
  }
}

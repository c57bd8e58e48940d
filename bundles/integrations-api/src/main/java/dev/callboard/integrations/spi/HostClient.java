package dev.callboard.integrations.spi;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.platform.error.PortalException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends requests to one host. It connects only to origins of the profile and to addresses that may
 * be reached, follows redirects itself and drops credentials when one leads to another origin, and
 * keeps the limits on time, size and number. A host that keeps failing, or that wants fewer
 * requests, is left alone for a while: requests then fail at once. Thread-safe; the methods block.
 */
@ProviderType
public interface HostClient {
  /**
   * Sends a request.
   *
   * @param request not null
   * @return an answer with status 200 to 299 or 304, or any when the request asks for it
   * @throws PortalException with code NOT_FOUND for 404 and 410, NOT_ALLOWED where the request must
   *     not go, INPUT when the answer is too large, SERVICE_UNAVAILABLE otherwise
   */
  HostAnswer send(HostRequest request);

  /**
   * Sends a request, as {@link #send}, and reads the answer as JSON. What some hosts write before
   * it against inclusion as a script ({@code )]}'}) is left out.
   *
   * @param request not null
   * @throws PortalException as {@link #send}, and with code SERVICE_UNAVAILABLE when the answer is
   *     no JSON
   * @since 1.4
   */
  RestAnswer json(HostRequest request);

  /**
   * Looks up a name of the host for a connection that is not HTTP. Connect to one of these
   * addresses, not to the name.
   *
   * @param origin one of the profile's, such as {@code ssh://git.example.com:22}
   * @return at least one address
   */
  List<InetAddress> addresses(String origin);

  /**
   * Does work that talks to the host by other means than {@link #send}, when the host may be talked
   * to, and counts its outcome.
   *
   * @param work throws {@link java.io.IOException} when the host is at fault
   * @param shown what the work reads, for messages
   */
  <T> T talk(String shown, Callable<T> work);

  /** Returns whether few requests are left, so that those not needed had better not be sent. */
  boolean scarce();
}

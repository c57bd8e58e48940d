package dev.callboard.integrations;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** Sends the requests of one host, hop by hop. */
final class DefaultHostClient implements HostClient {
  /** Tells how far a request may reach, or throws the one refusal. */
  interface Check {
    AddressRules.Reach reach(Target target, String shown);
  }

  private final HostProfile profile;
  private final HostGate gate;
  private final Network network;
  private final Check check;
  private final Clock clock;

  DefaultHostClient(HostProfile profile, HostGate gate, Network network, Check check, Clock clock) {
    this.profile = profile;
    this.gate = gate;
    this.network = network;
    this.check = check;
    this.clock = clock;
  }

  @Override
  public HostAnswer send(HostRequest request) {
    Target.of(request.uri(), request.shown());
    long deadline = System.nanoTime() + network.allowance(request).toNanos();
    for (int attempt = 0; ; attempt++) {
      HostAnswer answer = attempt(request, deadline);
      boolean again =
          attempt < profile.retries()
              && profile.retryStatuses().contains(answer.status())
              && repeatable(request, answer);
      if (!again || !pause(answer, attempt, deadline)) {
        return request.anyStatus() ? answer : Statuses.check(answer, request.shown());
      }
    }
  }

  @Override
  public RestAnswer json(HostRequest request) {
    HostAnswer answer = send(request);
    return new RestAnswer(
        answer.status(), answer.headers(), JsonBody.read(answer.bytes(), request.shown()), "");
  }

  /** What changes something might change it twice, unless the host refused to look at it. */
  private static boolean repeatable(HostRequest request, HostAnswer answer) {
    return request.method().equals("GET") || answer.status() == 429;
  }

  /** Waits before the next attempt, unless there is no time for it. */
  private boolean pause(HostAnswer answer, int attempt, long deadline) {
    Duration wait =
        new RateHeaders(answer, clock)
            .retryAfter()
            .map(time -> Duration.between(clock.instant(), time))
            .orElse(Duration.ofMillis(200L << Math.min(attempt, 10)));
    if (System.nanoTime() + wait.toNanos() - deadline >= 0) {
      return false;
    }
    return network.sleep(wait);
  }

  private HostAnswer attempt(HostRequest request, long deadline) {
    String shown = request.shown();
    // Refused before anything waits, so that it takes the same time whatever the host does.
    check.reach(Target.of(request.uri(), shown), shown);
    gate.enter(left(deadline), shown);
    boolean told = false;
    try {
      HostAnswer answer = hops(request, deadline);
      told = true;
      new RateHeaders(answer, clock).tell(gate);
      if (answer.status() >= 500 && answer.status() != 501) {
        gate.failed();
      } else {
        gate.succeeded();
      }
      return answer;
    } catch (CheckedResolver.ForbiddenAddressException e) {
      throw Target.refused(shown);
    } catch (TimeoutException | IOException e) {
      told = true;
      gate.failed();
      throw failure(e, shown);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("reading '" + shown + "' was interrupted");
    } finally {
      if (!told) {
        gate.cancelled();
      }
    }
  }

  private HostAnswer hops(HostRequest request, long deadline)
      throws IOException, TimeoutException, InterruptedException {
    String shown = request.shown();
    Target first = Target.of(request.uri(), shown);
    Target target = first;
    int most = network.limits().maxRedirects();
    for (int hop = 0; hop <= most; hop++) {
      AddressRules.Reach reach = check.reach(target, shown);
      boolean home = target.sameOrigin(first);
      HostAnswer answer = network.send(request, target, reach, home, left(deadline));
      if (!Statuses.isRedirect(answer.status()) || request.anyStatus()) {
        return answer;
      }
      target = Target.of(target.uri().resolve(location(answer, shown)), shown);
    }
    throw PortalException.unavailable("'" + shown + "' redirects more than " + most + " times");
  }

  private static URI location(HostAnswer answer, String shown) {
    try {
      return new URI(answer.header("location").orElse(""));
    } catch (URISyntaxException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "'" + shown + "' redirects to what is not a URL", e);
    }
  }

  private static PortalException failure(Exception cause, String shown) {
    String why =
        cause instanceof TimeoutException ? "the host took too long" : "the connection failed";
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE, "'" + shown + "' could not be read, " + why, cause);
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
  }

  @Override
  public List<InetAddress> addresses(String origin) {
    if (!profile.origins().contains(origin)) {
      throw Target.refused(origin);
    }
    try {
      String host = new URI(origin).getHost();
      boolean meant = Target.isLiteral(host) || host.equals("localhost");
      AddressRules.Reach most = meant ? AddressRules.Reach.FORBIDDEN : AddressRules.Reach.PRIVATE;
      List<InetAddress> addresses =
          Arrays.stream(network.lookup().addresses(host))
              .filter(address -> AddressRules.reach(address).compareTo(most) <= 0)
              .toList();
      if (addresses.isEmpty()) {
        throw Target.refused(origin);
      }
      return addresses;
    } catch (URISyntaxException | IOException e) {
      throw failure(new IOException(e), origin);
    }
  }

  @Override
  public <T> T talk(String shown, Callable<T> work) {
    gate.enter(network.limits().totalTimeout(), shown);
    boolean told = false;
    try {
      T result = work.call();
      told = true;
      gate.succeeded();
      return result;
    } catch (PortalException e) {
      throw e;
    } catch (IOException e) {
      told = true;
      gate.failed();
      throw failure(e, shown);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("reading '" + shown + "' was interrupted");
    } catch (Exception e) {
      throw failure(e, shown);
    } finally {
      if (!told) {
        gate.cancelled();
      }
    }
  }

  @Override
  public boolean scarce() {
    return gate.scarce();
  }
}

package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;

/**
 * What one HTTP/2 connection may do, from {@code backend.limits.http2}. A connection that goes over
 * one of the limits is closed.
 *
 * @param framesPerSecond frames that carry no work: settings, pings, resets and what makes the
 *     server reset a stream, empty data and header fragments
 * @param streams requests at the same time
 * @param settings values in one settings frame
 */
public record Http2Limits(int framesPerSecond, int streams, int settings) {
  static Http2Limits from(Config config) {
    return new Http2Limits(
        Limits.positive(config, "backend.limits.http2.framesPerSecond", 128),
        Limits.positive(config, "backend.limits.http2.streams", 128),
        Limits.positive(config, "backend.limits.http2.settings", 64));
  }
}

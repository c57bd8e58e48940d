package dev.callboard.http.gateway;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Gives back what a suspended exchange holds when its client goes. */
final class ClientGone implements AsyncListener {
  private final Exchange exchange;

  ClientGone(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    exchange.finish();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    exchange.complete();
  }

  @Override
  public void onError(AsyncEvent event) {
    exchange.complete();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}

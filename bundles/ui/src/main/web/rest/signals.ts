import { currentToken, onSession } from './session';

type Listener = (message: Record<string, unknown>) => void;

const channels = new Map<string, Set<Listener>>();
let socket: WebSocket | undefined;
let attempts = 0;
let retry: ReturnType<typeof setTimeout> | undefined;

/**
 * Hears what the server tells on a channel, until the returned function is called. One connection serves
 * all channels and comes back by itself. `onConnect` is for what may have been missed before.
 */
export function subscribe(channel: string, listener: Listener): () => void {
  const listeners = channels.get(channel) ?? new Set();
  listeners.add(listener);
  channels.set(channel, listeners);
  if (listeners.size === 1) {
    tell('subscribe', channel);
  }
  connect();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      channels.delete(channel);
      tell('unsubscribe', channel);
    }
  };
}

const connected = new Set<() => void>();

/** Calls back each time the connection is there, the first time as well: pages ask before they listen. */
export function onConnect(listener: () => void): () => void {
  connected.add(listener);
  return () => connected.delete(listener);
}

function tell(action: string, channel: string) {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify({ action, channel }));
  }
}

function connect() {
  const token = currentToken();
  if (socket || !token || channels.size === 0) {
    return;
  }
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  // Browsers send no header with a handshake but this one, so the token travels in it.
  const opened = new WebSocket(`${scheme}://${location.host}/api/signals`, token);
  socket = opened;
  opened.onopen = () => {
    channels.forEach((_, channel) => tell('subscribe', channel));
    connected.forEach((listener) => listener());
    attempts = 0;
  };
  opened.onmessage = ({ data }) => {
    const { channel, message } = JSON.parse(String(data)) as {
      channel: string;
      message: Record<string, unknown>;
    };
    channels.get(channel)?.forEach((listener) => listener(message));
  };
  opened.onclose = () => {
    socket = undefined;
    clearTimeout(retry);
    retry = setTimeout(connect, Math.min(30_000, 500 * 2 ** attempts++));
  };
}

onSession(() => {
  if (currentToken() === undefined) {
    socket?.close();
  } else {
    connect();
  }
});

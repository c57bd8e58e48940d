/** A way that notifications take, and who may use it (REST of Backstage's notifications). */
export interface Channel {
  id: string;
  enabled?: boolean;
  /** When it brings what it has; the portal itself has none. Not in Backstage. */
  frequency?: string;
  /** What matters least of all that it brings. Not in Backstage. */
  minSeverity?: string;
  origins: { id: string; enabled: boolean; topics?: { id: string; enabled: boolean }[] }[];
}

/** The settings with one switch turned: that of an origin, or of one of its topics. */
export const switched = (
  channels: readonly Channel[],
  enabled: boolean,
  channel: string,
  origin: string,
  topic?: string,
): Channel[] =>
  channels.map((one) =>
    one.id !== channel
      ? one
      : {
          ...one,
          origins: one.origins.map((sender) =>
            sender.id !== origin
              ? sender
              : topic === undefined
                ? { ...sender, enabled }
                : {
                    ...sender,
                    topics: sender.topics?.map((each) =>
                      each.id === topic ? { ...each, enabled } : each,
                    ),
                  },
          ),
        },
  );

/** The settings with something else wanted of a channel as a whole. */
export const wanted = (
  channels: readonly Channel[],
  channel: string,
  change: Partial<Pick<Channel, 'frequency' | 'minSeverity'>>,
): Channel[] => channels.map((one) => (one.id === channel ? { ...one, ...change } : one));

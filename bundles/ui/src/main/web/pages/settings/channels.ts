/** A way that notifications take, and who may use it (REST of Backstage's notifications). */
export interface Channel {
  id: string;
  enabled?: boolean;
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

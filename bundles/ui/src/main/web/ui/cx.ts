/** The class names that hold, as one attribute value. */
export const cx = (...names: (string | false | undefined | null)[]) =>
  names.filter(Boolean).join(' ');

import type { Positions } from './layout';

export interface Camera {
  zoom: number;
  pan: { x: number; y: number };
}

const MARGIN = 20;
const HEIGHT = 32;

/** Shows all of the nodes before any is drawn, yet never larger than life. */
export function wholeOf(
  positions: Positions,
  widths: ReadonlyMap<string, number>,
  place: { width: number; height: number },
  smallest: number,
): Camera {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  positions.forEach(({ x, y }, id) => {
    const half = (widths.get(id) ?? 0) / 2;
    left = Math.min(left, x - half);
    right = Math.max(right, x + half);
    top = Math.min(top, y - HEIGHT / 2);
    bottom = Math.max(bottom, y + HEIGHT / 2);
  });
  if (left > right) {
    return { zoom: 1, pan: { x: place.width / 2, y: place.height / 2 } };
  }
  const across = (place.width - 2 * MARGIN) / (right - left);
  const down = (place.height - 2 * MARGIN) / (bottom - top);
  const zoom = Math.min(1, Math.max(smallest, Math.min(across, down)));
  return {
    zoom,
    pan: {
      x: place.width / 2 - (zoom * (left + right)) / 2,
      y: place.height / 2 - (zoom * (top + bottom)) / 2,
    },
  };
}

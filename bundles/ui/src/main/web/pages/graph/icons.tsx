import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { KindIcon } from '~/ui/KindIcon';

const drawn = new Map<string, string>();

/** The icon of a kind as an image for a canvas, in a colour. Not to be called while React renders. */
export function iconImage(kind: string, colour: string): string {
  let markup = drawn.get(kind);
  if (markup === undefined) {
    const place = document.createElement('div');
    const root = createRoot(place);
    flushSync(() => root.render(<KindIcon kind={kind} />));
    markup = place.innerHTML;
    root.unmount();
    drawn.set(kind, markup);
  }
  return image(markup.replaceAll('currentColor', colour));
}

/** How many neighbours wait to be shown, as an image: a plus and the number. */
export function badgeImage(count: number, ink: string, paper: string, font: string): string {
  const text = `+${count > 999 ? '999' : count}`;
  return image(
    `<svg xmlns="http://www.w3.org/2000/svg" width="34" height="20" viewBox="0 0 34 20">` +
      `<rect width="34" height="20" rx="10" fill="${paper}"/>` +
      `<text x="17" y="14" text-anchor="middle" font-size="11" font-weight="600" ` +
      `font-family="${font.replaceAll('"', "'")}" fill="${ink}">${text}</text></svg>`,
  );
}

const image = (svg: string) => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;

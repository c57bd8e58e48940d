import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/** How long content may take to be tall enough again, in frames. */
const PATIENCE = 60;

/** Another page begins at its top; going back is where one was. Filters of a page leave it where it is. */
export function useScrollMemory() {
  const { key, pathname } = useLocation();
  const type = useNavigationType();
  const positions = useRef(new Map<string, number>());
  const shown = useRef(pathname);
  useEffect(() => {
    history.scrollRestoration = 'manual';
  }, []);
  useLayoutEffect(() => {
    const moved = shown.current !== pathname;
    shown.current = pathname;
    const wanted = type === 'POP' ? positions.current.get(key) : moved ? 0 : undefined;
    if (wanted === undefined) {
      return;
    }
    let frames = 0;
    let frame = 0;
    const restore = () => {
      window.scrollTo(0, wanted);
      if (Math.abs(window.scrollY - wanted) > 1 && frames++ < PATIENCE) {
        frame = requestAnimationFrame(restore);
      }
    };
    restore();
    return () => cancelAnimationFrame(frame);
  }, [key, pathname, type]);
  useEffect(() => {
    const known = positions.current;
    const note = () => known.set(key, window.scrollY);
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [key]);
}

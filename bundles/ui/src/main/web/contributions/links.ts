/** Paths that are not pages: the server answers them itself. */
const FILES = /^\/(api|plugins|assets)\//;

/** Follows links to pages of the portal below a place without loading the page anew, in shadow roots, too. */
export function followLinks(place: HTMLElement, navigate: (path: string) => void): () => void {
  const follow = (event: MouseEvent) => {
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    const own =
      event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (
      !link?.href ||
      !own ||
      event.defaultPrevented ||
      link.target ||
      link.hasAttribute('download')
    ) {
      return;
    }
    const { origin, pathname, search, hash } = new URL(link.href);
    if (origin === location.origin && !FILES.test(pathname)) {
      event.preventDefault();
      navigate(pathname + search + hash);
    }
  };
  place.addEventListener('click', follow);
  return () => place.removeEventListener('click', follow);
}

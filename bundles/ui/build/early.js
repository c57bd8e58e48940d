// Runs while the code of the page is still on its way: asks for what that would ask for only once it is there. The build
// puts the files of each page in the place of PAGES and TEXTS.
(() => {
  const pages = PAGES;
  const texts = TEXTS;
  const ask = (file) => {
    const link = document.createElement('link');
    if (file.endsWith('.css')) {
      link.rel = 'preload';
      link.as = 'style';
    } else {
      link.rel = 'modulepreload';
    }
    link.crossOrigin = '';
    link.href = `/${file}`;
    document.head.append(link);
  };
  const stored = (storage, key) => {
    try {
      return storage.getItem(key);
    } catch {
      return null;
    }
  };
  const page = pages.find(({ path }) => new RegExp(path).test(location.pathname));
  const wanted = [stored(localStorage, 'callboard.language'), ...navigator.languages];
  const language = wanted.map((tag) => tag?.slice(0, 2)).find((tag) => tag in texts);
  page?.files.forEach(ask);
  new Set(['en', language]).forEach(
    (one) => texts[one]?.[page?.area] && ask(texts[one][page.area]),
  );

  const config = JSON.parse(document.getElementById('callboard-config').textContent);
  const provider = stored(localStorage, 'callboard.provider');
  const known = config.providers?.some(({ id }) => id === provider);
  if (known && !stored(sessionStorage, 'callboard.token')) {
    const environment = config.environment ? `?env=${encodeURIComponent(config.environment)}` : '';
    const answer = fetch(`/api/auth/${encodeURIComponent(provider)}/refresh${environment}`, {
      credentials: 'include',
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
    // Whoever takes it up hears of a failure; when nobody does, it is none.
    answer.catch(() => undefined);
    window.callboardEarly = { provider, answer };
  }
})();

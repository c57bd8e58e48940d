import { highlight } from '~/ui/highlight';

interface Words {
  copy: string;
  copied: string;
  diagram: string;
}

/** Colours code and gives it a button to copy it. */
export async function enhanceCode(article: HTMLElement, words: Words) {
  const blocks = [...article.querySelectorAll<HTMLElement>('pre')].filter(
    (block) => !block.classList.contains('mermaid') && !block.querySelector('.cb-copy'),
  );
  blocks.forEach((block) => {
    block.tabIndex = 0;
    addCopy(block, words);
  });
  await Promise.all(
    blocks.map(async (block) => {
      const code = block.querySelector('code');
      const language = /language-([\w+#-]+)/.exec(
        `${code?.className ?? ''} ${block.parentElement?.className ?? ''}`,
      )?.[1];
      // The server may have marked the words already.
      if (!code || !language || code.querySelector('span')) {
        return;
      }
      const html = await highlight(code.textContent ?? '', language);
      if (html !== undefined) {
        code.innerHTML = html;
      }
    }),
  );
}

function addCopy(block: HTMLElement, words: Words) {
  const text = block.textContent ?? '';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'cb-copy';
  button.textContent = words.copy;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(text).then(() => {
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = words.copy), 2000);
    });
  });
  block.parentElement?.classList.add('cb-copies');
  block.after(button);
}

let count = 0;

/** Draws the diagrams of an article in the colours of the theme. */
export async function drawDiagrams(article: HTMLElement, words: Words) {
  const sources = [...article.querySelectorAll<HTMLElement>('pre.mermaid')];
  if (sources.length === 0) {
    return;
  }
  const [{ default: mermaid }, { default: purify }] = await Promise.all([
    import('mermaid'),
    import('dompurify'),
  ]);
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    theme: 'base',
    themeVariables: variables(),
  });
  for (const source of sources) {
    const text = source.textContent ?? '';
    try {
      const { svg } = await mermaid.render(`cb-diagram-${++count}`, text);
      const figure = document.createElement('figure');
      figure.className = 'cb-diagram';
      figure.setAttribute('role', 'img');
      figure.setAttribute('aria-label', words.diagram);
      figure.append(
        purify.sanitize(svg, {
          USE_PROFILES: { svg: true, svgFilters: true },
          RETURN_DOM_FRAGMENT: true,
        }),
      );
      if (source.nextElementSibling?.matches('.cb-diagram')) {
        source.nextElementSibling.remove();
      }
      source.hidden = true;
      source.after(figure);
    } catch (error) {
      // The text of the diagram stays, with what is wrong with it.
      source.title = error instanceof Error ? error.message : String(error);
      document.querySelectorAll('[id^="dcb-diagram-"]').forEach((rest) => rest.remove());
    }
  }
}

function variables() {
  const computed = getComputedStyle(document.documentElement);
  const token = (name: string) => computed.getPropertyValue(`--cb-${name}`).trim();
  const dark = document.documentElement.dataset['theme'] === 'dark';
  return {
    darkMode: dark,
    background: token('surface'),
    fontFamily: token('font-sans'),
    fontSize: '14px',
    primaryColor: token('surface-2'),
    primaryTextColor: token('ink'),
    primaryBorderColor: token('border-strong'),
    secondaryColor: token('blue-soft'),
    tertiaryColor: token('surface-3'),
    lineColor: token('ink-2'),
    textColor: token('ink'),
    noteBkgColor: token('amber-soft'),
    noteTextColor: token('ink'),
    noteBorderColor: token('amber'),
  };
}

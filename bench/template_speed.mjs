// Renders what template_speed.py has collected with the real Nunjucks; prints milliseconds a round.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [, , work, rounds, modules] = process.argv;
const nunjucks = createRequire(`${modules}/`)('nunjucks');
const all = readFileSync(work, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
const options = { autoescape: false, tags: { variableStart: '${{', variableEnd: '}}' } };

function environment() {
  const env = new nunjucks.Environment(null, options);
  env.addFilter('parseRepoUrl', url => {
    const parsed = new URL(`https://${url}`);
    return { host: parsed.host, ...Object.fromEntries(parsed.searchParams) };
  });
  env.addFilter('projectSlug', url => {
    const query = new URL(`https://${url}`).searchParams;
    return `${query.get('owner')}/${query.get('repo')}`;
  });
  return env;
}

function render(template) {
  let characters = 0;
  for (const { name, text, context } of all) {
    characters += template(name).render(context).length + template(text).render(context).length;
  }
  return characters;
}

function warm(times) {
  const half = times.slice(times.length / 2).sort((a, b) => a - b);
  return half[Math.floor(half.length / 2)];
}

// What Backstage does: the text is compiled each time. And what it could do: each text is compiled once.
const env = environment();
const cache = new Map();
const kept = text => {
  if (!cache.has(text)) cache.set(text, new nunjucks.Template(text, env));
  return cache.get(text);
};
const cached = [];
const compiled = [];
let characters;
for (let round = 0; round < Number(rounds); round++) {
  const start = performance.now();
  characters = render(kept);
  cached.push(performance.now() - start);
}
for (let round = 0; round < Number(rounds) / 25; round++) {
  const start = performance.now();
  render(text => new nunjucks.Template(text, env));
  compiled.push(performance.now() - start);
}
console.log(
  `nunjucks  ${all.length} texts, ${characters} characters: first round ${cached[0].toFixed(1)} ms; `
    + `warm ${warm(cached).toFixed(2)} ms; warm without what was compiled before ${warm(compiled).toFixed(2)} ms`,
);

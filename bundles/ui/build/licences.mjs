import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What may be passed on with the server; of a choice (A OR B) one has to be here. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  // Fonts.
  'OFL-1.1',
  // argparse and robust-predicates.
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
]);

/** What packages that state no licence in their package.json say in their licence file. */
const STATED_IN_TEXT = {
  khroma: { licence: 'MIT', words: 'Permission is hereby granted, free of charge' },
};

function licenceText(folder) {
  const name = readdirSync(folder).find((file) => /^(licen[cs]e|copying|unlicense)/i.test(file));
  return name ? readFileSync(join(folder, name), 'utf8').replace(/\r/g, '').trim() : '';
}

function licenceOf(name, entry, text) {
  const stated = STATED_IN_TEXT[name];
  if (!entry.license && stated && text.includes(stated.words)) {
    return stated.licence;
  }
  return entry.license ?? 'unknown';
}

const isAllowed = (licence) =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one)));

/**
 * The notice of all packages that pages may be made of, with each text once. Throws when a licence
 * is not allowed.
 */
export function notice(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const texts = new Map();
  const refused = [];
  for (const [path, entry] of Object.entries(packages)) {
    const folder = join(root, path);
    if (!path || entry.dev || !existsSync(folder)) {
      continue;
    }
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const text = licenceText(folder);
    const licence = licenceOf(name, entry, text);
    if (!isAllowed(licence)) {
      refused.push(`${name} ${entry.version}: ${licence}`);
    }
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${entry.version} (${licence})`]);
  }
  if (refused.length > 0) {
    throw new Error(
      `These packages have licences that are not allowed:\n  ${refused.join('\n  ')}`,
    );
  }
  const parts = [...texts].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  return `The pages of the portal are made with these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

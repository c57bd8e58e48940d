// Renders each line {template, context, options} with the real Nunjucks and answers {output} or {error}.
import { createInterface } from 'node:readline';
import { runInThisContext } from 'node:vm';
import nunjucks from 'nunjucks';

const environments = new Map();

function environment(options) {
  const key = JSON.stringify(options);
  if (!environments.has(key)) {
    environments.set(
      key,
      new nunjucks.Environment(null, {
        autoescape: false,
        trimBlocks: options.trimBlocks,
        lstripBlocks: options.lstripBlocks,
        tags: { variableStart: options.variableStart, variableEnd: options.variableEnd },
      }),
    );
  }
  return environments.get(key);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { template, context, options } = JSON.parse(line);
  let answer;
  try {
    // A template may be endless, for example when it lengthens the list that it goes over.
    globalThis.render = () => environment(options).renderString(template, context);
    answer = { output: runInThisContext('render()', { timeout: 1000 }) };
    if (typeof answer.output !== 'string') {
      answer = { error: 'no output' };
    }
  } catch (error) {
    answer = { error: String(error.message) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

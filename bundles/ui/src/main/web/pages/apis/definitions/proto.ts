export interface ProtoItem {
  sort: 'service' | 'rpc' | 'message' | 'enum';
  name: string;
  /** The first is 1. */
  line: number;
  depth: number;
  /** What an rpc takes and gives. */
  signature?: string;
}

const START = /^\s*(service|message|enum|extend|oneof)\s+([\w.]+)\s*\{?/;
const RPC =
  /^\s*rpc\s+(\w+)\s*\(\s*(stream\s+)?([\w.]+)\s*\)\s*returns\s*\(\s*(stream\s+)?([\w.]+)\s*\)/;

/** What a file of protocol buffers declares, in its order. Not a compiler: it finds what there is to jump to. */
export async function outlineOf(text: string): Promise<ProtoItem[]> {
  const items: ProtoItem[] = [];
  let depth = 0;
  withoutComments(text)
    .split('\n')
    .forEach((line, index) => {
      const rpc = RPC.exec(line);
      const start = START.exec(line);
      if (rpc) {
        const [, name = '', streamIn = '', input, streamOut = '', output] = rpc;
        const signature = `${streamIn}${input} → ${streamOut}${output}`;
        items.push({ sort: 'rpc', name, line: index + 1, depth, signature });
      } else if (start && start[1] !== 'extend' && start[1] !== 'oneof') {
        items.push({
          sort: start[1] as ProtoItem['sort'],
          name: start[2] ?? '',
          line: index + 1,
          depth,
        });
      }
      depth += (line.match(/\{/g)?.length ?? 0) - (line.match(/\}/g)?.length ?? 0);
    });
  return items;
}

/** Comments and texts become blanks, so that the numbers of lines stay right. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"/g, (part) =>
    part.replace(/[^\n]/g, ' '),
  );
}

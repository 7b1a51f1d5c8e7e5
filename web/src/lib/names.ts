// Ids of states, groups and their parts -> names, from the `names` that an answer of the server holds.

/** An id without a name stands as it is. */
export type Names = (id: string) => string;

export function namesFrom(names: Record<string, string> | undefined): Names {
  return (id) => {
    const whole = names?.[id];
    if (whole !== undefined) return whole;
    const [head = id, ...rest] = id.split('/');
    const name = names?.[head] ?? head.replace(/^(ORG|IGO|PER):/, '').replaceAll('-', head.includes(':') ? ' ' : '-');
    return [name, ...rest.map(sector)].join(', ');
  };
}

const SECTORS: Record<string, string> = { MIL: 'armed forces', GOV: 'government', BUS: 'business', COP: 'police' };

function sector(code: string): string {
  return SECTORS[code] ?? code;
}

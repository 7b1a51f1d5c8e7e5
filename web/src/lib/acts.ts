// Acts by their PLOVER type and mode, `coerce-arrest` -> "arrests". Types and modes: docs/claims.md.

/** Types, each as what there may be many of. */
const TYPES: Record<string, string> = {
  accuse: 'accusations',
  agree: 'agreements',
  aid: 'aid',
  assault: 'attacks',
  assess: 'assessments',
  casualty: 'casualties',
  coerce: 'coercion',
  concede: 'concessions',
  consult: 'talks',
  control: 'control of land',
  cooperate: 'cooperation',
  damage: 'damage',
  displace: 'displacement',
  intercept: 'interceptions',
  mobilize: 'mobilisation',
  outage: 'outages',
  position: 'positions',
  protest: 'protests',
  reject: 'refusals',
  request: 'requests',
  retreat: 'retreat',
  sanction: 'sanctions',
  support: 'support',
  threaten: 'threats',
};

/** Types with a mode that has a plain word of its own. */
const MODES: Record<string, string> = {
  'accuse-allege': 'allegations',
  'accuse-disapprove': 'criticism',
  'accuse-investigate': 'investigations',
  'casualty-captured': 'captured',
  'casualty-injured': 'injured',
  'casualty-killed': 'killed',
  'casualty-missing': 'missing',
  'coerce-arrest': 'arrests',
  'coerce-ban': 'bans',
  'coerce-cyber': 'cyber attacks',
  'coerce-deport': 'deportations',
  'coerce-restrict': 'restrictions',
  'coerce-seize': 'seizures',
  'consult-phone': 'calls',
  'consult-visit': 'visits',
  'control-captured': 'land captured',
  'control-held': 'land held',
  'control-lost': 'land lost',
  'damage-burned': 'burning',
  'damage-damaged': 'damage',
  'damage-destroyed': 'destruction',
  'mobilize-troops': 'troops mobilised',
  'mobilize-weapons': 'weapons mobilised',
  'protest-demo': 'demonstrations',
  'protest-riot': 'riots',
  'protest-strike': 'strikes at work',
  'retreat-ceasefire': 'ceasefires',
  'retreat-release': 'releases',
  'retreat-surrender': 'surrenders',
  'retreat-withdraw': 'withdrawals',
  'sanction-expel': 'expulsions',
};

/** "outages (electricity)"; what is no type stands as it is, without hyphens. */
export function actName(act: string): string {
  const own = MODES[act];
  if (own !== undefined) return own;
  const [type = '', ...modes] = act.split('-');
  const noun = TYPES[type];
  if (noun === undefined) return act.replaceAll('-', ' ');
  return modes.length === 0 ? noun : `${noun} (${modes.join(' ')})`;
}

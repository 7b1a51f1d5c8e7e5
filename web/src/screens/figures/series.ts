// What a series stands beside, and what its measure means.
import { partsOf } from '../../lib/series';

export { isOrdinal, partsOf, title, type SeriesParts } from '../../lib/series';

/** Series that differ from this one in one part alone, for the switch from weapon to weapon. */
export function siblings(id: string, all: string[]): string[] {
  const own = partsOf(id);
  const differs = (other: string) => {
    const parts = partsOf(other);
    return (
      other !== id && parts.measure === own.measure && parts.scope === own.scope && parts.of.length === own.of.length
    );
  };
  return all.filter(differs).sort();
}

/** What a measure means, from `docs/figures.md` and `docs/claims.md`. */
export const DEFINITIONS: Record<string, string> = {
  launched: 'Weapons fired at a state, as told for one night or day.',
  intercepted: 'Weapons that the state they were fired at shot down or stopped, as told for one night or day.',
  hit: 'Targets hit: what was struck, in the count of whoever tells it.',
  killed: 'People killed, where they were; armed people under their own army or group.',
  injured: 'People injured, where they were; armed people under their own army or group.',
  missing: 'People missing, where they were.',
  captured: 'People or things captured.',
  displaced: 'People who were moved or had to leave.',
  affected: 'What an act affects: regions, customers, settlements. The act is part of the series.',
  destroyed: 'Things destroyed.',
  damaged: 'Things damaged.',
  duration: 'How long something lasted or shall last.',
  ordinal: 'What happens again and again at one spot, or between the same parties: "the 11th time".',
  day: 'The nth day of something.',
  share: 'A share told in words or percent: of land, of what was launched, of people.',
  area: 'Land: who holds it, whose it is, or what is affected.',
  money: 'Sums of money, in the unit told.',
  count: 'Anything else that an act counts.',
};

export const RULES: string[] = [
  'Compared are values about one event, of one day and town, and, for weapons launched and intercepted, of one night and country.',
  'Never compared are a town and its country, a count since some day and a day’s own, people as such and a kind of them, and numbers more than tenfold apart.',
  'Values agree where their intervals overlap. Nothing is averaged and no value is preferred.',
  'A later value of the same speaker stands above the earlier one. A toll that rose is no dispute.',
];

export const MEASURES: string[] = Object.keys(DEFINITIONS);

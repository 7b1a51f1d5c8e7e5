// What each kind of line of the record's log says.

/** The kinds of lines that the record writes, each with what it says. */
export const KINDS: Record<string, string> = {
  created: 'record made',
  'report-added': 'report came in',
  reprinted: 'printed elsewhere',
  copied: 'copies an earlier report',
  superseded: 'replaced by a later one',
  'claims-made': 'read again',
  'event-joined': 'claim joined an event',
  'event-merged': 'event merged',
  'event-parted': 'event parted',
  split: 'split by a person',
  join: 'joined by a person',
  rebuilt: 'all read again',
  'claim-accepted': 'claim accepted',
  'claim-rejected': 'claim rejected',
  'claim-edited': 'claim edited',
  'claim-commented': 'comment on a claim',
  'review-undone': 'review undone',
  'claim-added': 'claim added by hand',
  'token-added': 'token given',
  'token-removed': 'token withdrawn',
  'inputs-skipped': 'some input not taken',
};

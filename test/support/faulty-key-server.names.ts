import {
  answerWithForeignKeySet,
  faultyAnswers,
  oddAnswers,
} from './faulty-key-server.faults.js';
import { badIdentities } from './faulty-key-server.identities.js';

/** Every answer but the usual one, by name. */
export const answers = {
  ...faultyAnswers,
  ...oddAnswers,
  'foreign key set': answerWithForeignKeySet,
};

type TlsFault = keyof typeof badIdentities;

/** Everything that can be odd or wrong with a key-set server. */
export type FaultName = 'refused' | keyof typeof answers | TlsFault;

/** Faults every client must survive over plain HTTP. */
export const faultNames: readonly FaultName[] = [
  'refused',
  ...(Object.keys(faultyAnswers) as (keyof typeof faultyAnswers)[]),
];

/** Faults that show only on a server started with `tls: true`. */
export const tlsFaultNames = Object.keys(badIdentities) as TlsFault[];

/** Answers that look odd and are good. */
export const oddityNames = Object.keys(
  oddAnswers,
) as (keyof typeof oddAnswers)[];

export function isTlsFault(fault: FaultName): fault is TlsFault {
  return fault in badIdentities;
}

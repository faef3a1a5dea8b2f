/**
 * People of a book that was taken in. They did what they did in the community that the book comes from, so they are no members here:
 * they have no name, nothing is counted for them, and nobody can be asked. Their ids are below 1; a member's never is.
 */
import { type MemberId, memberId } from '../ids.ts'

/** Somebody of a book of whom the book itself does not know who it was. */
export const SOMEBODY_ELSEWHERE: MemberId = memberId(0)

/** The id of the `n`th person that books brought, from 1 on. −1 is left out: where reactions are kept it means everybody. */
export const elsewhere = (n: number): MemberId => memberId(-1 - n)

/** Whether somebody is or was a member here, not only in a book that was taken in. */
export const isHere = (member: MemberId): boolean => member > 0

/** Whether something was done here: by a member, also one who has left without trace. */
export const isDoneHere = (by: MemberId | null): boolean => by === null || isHere(by)

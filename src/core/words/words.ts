/** The language that people are spoken to in. Each language is a file beside this one with the same keys. */
import type { english } from './english.ts'

/** All the words of a language. */
export type Words = typeof english

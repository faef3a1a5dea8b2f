/** The right form of a word for a number, in any language that the runtime knows the plurals of. */

/** The forms that a language has; `#` stands for the number. English has `one` and `other`. */
type PluralForms = { readonly other: string } & { readonly [Rule in Intl.LDMLPluralRule]?: string }

/** Words and numbers of one language. */
export interface Counting {
  /** The form that goes with a number, the number written in it where it says `#`. */
  count(n: number, forms: PluralForms): string
  /** A number alone, with the language's own separators. */
  number(n: number): string
  /** Names in a row: `a, b and c`. */
  list(items: readonly string[]): string
  /** Names to choose from: `a, b or c`. */
  either(items: readonly string[]): string
}

/** Counting in a language, by its BCP 47 tag. */
export function countingIn(locale: string): Counting {
  const rules = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const choices = new Intl.ListFormat(locale, { type: 'disjunction' })
  return {
    count: (n, forms) => (forms[rules.select(n)] ?? forms.other).replaceAll('#', () => numbers.format(n)),
    number: (n) => numbers.format(n),
    list: (items) => lists.format(items),
    either: (items) => choices.format(items),
  }
}

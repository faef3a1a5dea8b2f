/**
 * Whether two pieces of text are forms of one word, in any language: they begin alike, and what is left of each is such an
 * ending as languages put there. It knows no language, so it errs; it errs on the side of telling words apart, because what it takes
 * for a use is counted.
 */

/** Shorter beginnings say too little; a letter of Hangul is a syllable. */
const LEAST_SHARED = 3
const LEAST_OF_HANGUL = 2
/** From so long a beginning on, endings that are words of their own elsewhere are endings. */
const SURELY_SHARED = 5

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Endings of Latin script, without accents, of many languages at once. */
const COMMON = setOf('s es e en er ers ed ing ings em a as o os i y u ez')
const AFTER_LONGER = setOf(
  [
    'n t k m st te ten ar or et ene erne ena arna orna ern ens',
    'ado ada ados adas ando endo ido ida idos idas are ere ire ato ata ati ait ais ons ent ant ante amo iamo amos emos imos',
    'ami ach am ow om ym ych ego emu ie lar ler lari leri larin lerin da de dan den in un',
    'ssa sta lla lle lta ksi lle ban ben nak nek ok ek ak val vel',
  ].join(' '),
)
/** What a word itself may end in, to stand there with another ending; *bearing* is no form of *bear*, nor a *printer* of *print*. */
const OF_THE_WORD = setOf('s es e en n a as o os i y u ar ir are ere ire')
const VOWEL = /^[aeiouy]/
/** A consonant after a vowel: English doubles it, so that a *car* does not *care*. */
const SINGLE_CONSONANT = /[aeiou][^aeiouwxy]$/
const HISSING = /(?:[sxz]|ch|sh)$/
const VERBAL = setOf('ed er ers ing ings en')
const DIGIT = /\p{N}/u

/** How many letters two words share at their beginning. */
function sharedLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  for (let at = 0; at < most; at += 1) if (one[at] !== other[at]) return at
  return most
}

/** Whether a text's piece is a form of a word's piece; both as `tokensOf` writes them. What holds a digit has no forms. */
export function isFormOf(form: string, word: string): boolean {
  if (form === word) return true
  const shared = sharedLength(form, word)
  if (shared < (isHangul(word) ? LEAST_OF_HANGUL : LEAST_SHARED) || DIGIT.test(form) || DIGIT.test(word))
    return false
  const [ofForm, ofWord] = [form.slice(shared), word.slice(shared)]
  if (isHangul(word)) return ofWord === '' && ofForm.length <= 3
  if (!isLatin(word)) return isShortChange(shared, ofForm, ofWord)
  if (ofWord === '') return isLatinEnding(word, ofForm)
  if (ofForm === '') return ofWord === 's' || (shared >= SURELY_SHARED && OF_THE_WORD.has(ofWord))
  // Endings may begin alike too: sold-ar, sold-ando.
  return isLatinChange(form, word, shared) || isLatinChange(form, word, shared - 1)
}

/** A word with an ending more. */
function isLatinEnding(word: string, ending: string): boolean {
  if (ending === 's') return true
  // English writes the last letter twice: fit, fitted.
  if (ending[0] === word.at(-1) && VERBAL.has(ending.slice(1))) return true
  if (word.length === LEAST_SHARED)
    return ending === 'es' ? HISSING.test(word) : VERBAL.has(ending) && !SINGLE_CONSONANT.test(word)
  if (word.endsWith('e') && (ending === 'd' || ending === 'r' || ending === 'rs' || ending === 'n'))
    return true
  return isEnding(word.length, ending)
}

/** A word with another ending than its own. */
function isLatinChange(form: string, word: string, shared: number): boolean {
  const [ofForm, ofWord] = [form.slice(shared), word.slice(shared)]
  if (shared < LEAST_SHARED || !OF_THE_WORD.has(ofWord)) return false
  if (ofWord === 'y') return ofForm === 'ies' || ofForm === 'ied'
  if (ofWord === 'e' && VERBAL.has(ofForm)) return true
  if (shared <= LEAST_SHARED) return false
  if (ofWord === 'en' && (ofForm === 't' || ofForm === 'te' || ofForm === 'st')) return true
  if (!VOWEL.test(ofWord) || !VOWEL.test(ofForm)) return false
  return isEnding(shared, ofForm)
}

/** Behind so long a beginning; an ending of four letters is surely one. */
const isEnding = (shared: number, ending: string): boolean =>
  COMMON.has(ending) || ((shared >= SURELY_SHARED || ending.length >= 4) && AFTER_LONGER.has(ending))

/** Of other alphabets only how much is changed is looked at: little, behind what is long enough. */
function isShortChange(shared: number, ofForm: string, ofWord: string): boolean {
  if (ofWord.length > 2 || ofForm.length > 3) return false
  return ofWord === '' || ofForm === '' || shared > LEAST_SHARED || ofForm.length + ofWord.length <= 2
}

/** Folded, most letters of Latin script are plain ones. */
const isLatin = (word: string): boolean => (word.codePointAt(0) ?? 0) <= 0x24f

function isHangul(word: string): boolean {
  const first = word.codePointAt(0) ?? 0
  return first >= 0xac00 && first <= 0xd7a3
}

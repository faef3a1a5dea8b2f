/**
 * A TypeScript file as far as documents are made of it: the types that it declares, where it takes others from, and its doc comments. The parser is
 * Babel's, because TypeScript 7 exports none.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type ParseResult, parse } from '@babel/parser'

type Program = ParseResult['program']
type Statement = Program['body'][number]
type Node<Type extends Statement['type']> = Extract<Statement, { type: Type }>
export type Interface = Node<'TSInterfaceDeclaration'>
export type Alias = Node<'TSTypeAliasDeclaration'>
export type TypeNode = Alias['typeAnnotation']
export type Member = Interface['body']['body'][number]
type Comment = NonNullable<Member['leadingComments']>[number]

/** A type that a file declares, with its doc comment. */
export interface Declared {
  readonly file: SourceFile
  readonly declaration: Interface | Alias
  readonly doc: Doc
}

/** A doc comment: its sentences, and what stands behind each tag. */
export interface Doc {
  readonly text: string
  readonly tags: ReadonlyMap<string, readonly string[]>
}

export interface SourceFile {
  readonly path: string
  readonly types: ReadonlyMap<string, Interface | Alias>
  readonly docs: ReadonlyMap<string, Doc>
  /** By the name that the file knows it by: the path of the file that it is taken from, and its name there. */
  readonly imports: ReadonlyMap<string, { readonly from: string; readonly name: string }>
  /** Every doc comment of the file, wherever it stands. */
  readonly comments: readonly Doc[]
}

/** Reads a file. Throws where it cannot be parsed. */
export function readSource(file: string): SourceFile {
  const { program, comments } = parse(readFileSync(file, 'utf8'), {
    sourceType: 'module',
    plugins: ['typescript'],
    attachComment: true,
  })
  const types = new Map<string, Interface | Alias>()
  const docs = new Map<string, Doc>()
  const imports = new Map<string, { from: string; name: string }>()
  for (const statement of program.body) {
    const declaration =
      statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement
    if (declaration.type === 'TSInterfaceDeclaration' || declaration.type === 'TSTypeAliasDeclaration') {
      types.set(declaration.id.name, declaration)
      docs.set(declaration.id.name, docOf(statement.leadingComments))
    }
    if (statement.type === 'ImportDeclaration' && statement.source.value.startsWith('.'))
      for (const one of statement.specifiers)
        if (one.type === 'ImportSpecifier' && one.imported.type === 'Identifier')
          imports.set(one.local.name, {
            from: path.join(path.dirname(file), statement.source.value),
            name: one.imported.name,
          })
  }
  return { path: file, types, docs, imports, comments: (comments ?? []).map((one) => docOf([one])) }
}

/** The doc comment right before something. Tags begin a line; what follows up to the next tag is theirs. */
export function docOf(comments: readonly Comment[] | null | undefined): Doc {
  const last = comments?.at(-1)
  if (last?.type !== 'CommentBlock' || !last.value.startsWith('*')) return { text: '', tags: new Map() }
  const [text = '', ...tagged] = last.value
    .slice(1)
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .split(/^@/m)
  const tags = new Map<string, string[]>()
  for (const one of tagged) {
    const [, name = '', value = ''] = /^(\w+)\s*([\s\S]*)$/.exec(one) ?? []
    tags.set(name, [...(tags.get(name) ?? []), flowing(value)])
  }
  return { text: flowing(text), tags }
}

/** Lines of a comment as the paragraphs that they are. */
const flowing = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')

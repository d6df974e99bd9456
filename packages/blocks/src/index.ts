/**
 * How blocks look and are edited.
 *
 * An app opens one `PlanSession` per plan, wraps the page in `PlanProvider`, gives `planExtensions` to its editor and
 * shows the cards with what `loadCards` fetches. A view of a kind draws itself with `BlockFrame`, `TextField`, `ValueField`,
 * `LabelledField` and `RowList`, reads with the hooks, and is entered in `registry.ts`.
 */
export { blockIcons } from './block-icons.ts'
export { type PastedFields, placePasted } from './clipboard/paste-in.ts'
export { largestPaste, type PastedRange, type PastedText, rangeText, readPastedRange } from './clipboard/spreadsheet.ts'
export type { MyEdit } from './kit/apart-edits.ts'
export * from './kit/block-commands.ts'
export { BlockFrame, type BlockFrameProps } from './kit/block-frame.tsx'
export type { MoveNote } from './kit/body/move-notes.ts'
export { planSchema } from './kit/body/plan-schema.ts'
export { steadyBinding } from './kit/body/steady-binding.ts'
export { BothEditedNotice } from './kit/both-edited-notice.tsx'
export { type CardAside, CardAsideProvider } from './kit/card-aside.tsx'
export {
  CardScope,
  FieldHints,
  useCard,
  useFieldAria,
  useFieldDefinition,
  useFieldProblems,
} from './kit/card-scope.tsx'
export { type PlanExtensionsOptions, planExtensions } from './kit/extensions.ts'
export { FieldCarets, indexIn, type RemoteCaret } from './kit/field-carets.ts'
export { fieldAt, type PlacedField } from './kit/field-definition.ts'
export { blockAt, fieldElement, fieldKeyAt, fieldProps } from './kit/field-element.ts'
export { GeneratedCard, GeneratedForm } from './kit/generated-form.tsx'
export * from './kit/hooks.ts'
export { type Codec, isParsed, type Parsed } from './kit/inputs/codec.ts'
export { ConflictNotice } from './kit/inputs/conflict-notice.tsx'
export { dayCodec } from './kit/inputs/day-codec.ts'
export { isSafeLink, linkCodec } from './kit/inputs/link-codec.ts'
export { countCodec, decimalCodec, minorDigits, moneyCodec, percentCodec } from './kit/inputs/number-codecs.ts'
export { type ChoiceWords, type Option, referenceTo, titleOf } from './kit/inputs/options.ts'
export { ParsedInput } from './kit/inputs/parsed-input.tsx'
export { Picker } from './kit/inputs/picker.tsx'
export { codecFor, useCodecContext } from './kit/inputs/use-codec.ts'
export { ValueField, type ValueFieldProps } from './kit/inputs/value-field.tsx'
export { LabelledField } from './kit/labelled-field.tsx'
export { lazyPart } from './kit/lazy-part.ts'
export { useMargin } from './kit/margin.ts'
export { type Person, type Presence, personOf } from './kit/person.ts'
export { CardSlots } from './kit/plan-block/card-slots.ts'
export { cardElement, positionOfBlock, selectBlock } from './kit/plan-block/place-in-editor.ts'
export { enterBlock } from './kit/plan-block/plan-block-drag.ts'
export { type BlockViews, PlanCards } from './kit/plan-block/plan-cards.tsx'
export { steadySelection } from './kit/plan-block/steady-selection.ts'
export { PlanProvider, useCanWrite, usePlan } from './kit/plan-context.tsx'
export { PlanStore } from './kit/plan-store.ts'
export { type RowCommands, RowList, useRowCommands } from './kit/rows.tsx'
export { createPlanSession, type PlanActions, type PlanSession, type PlanSessionOptions } from './kit/session.ts'
export { PersonMark, SideMark } from './kit/side-mark.tsx'
export { SharedText, type SharedTextProps } from './kit/text/shared-text.tsx'
export { TextField, type TextFieldProps } from './kit/text/text-field.tsx'
export { createPlanUndo, type PlanUndo } from './kit/undo.ts'
export type { BlockView } from './registry.ts'

/** The cards and the views of all kinds, fetched by themselves: a text can be written in before they are here. */
export const loadCards = () => import('./cards.tsx')
export { kitWords } from './words.ts'

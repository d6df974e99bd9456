import type { Json, JsonObject } from '../json.ts'
import { isJsonObject } from '../json.ts'
import { isPeriod } from '../plan/period.ts'
import { type AnyField, type Fields, labelOf, type RowLists } from './field.ts'
import { cellPath, type FieldPath } from './path.ts'
import type { Problem } from './problem.ts'
import { fieldWords } from './words.ts'

type Report = (problem: Problem) => void

/** The typed values of stored fields and rows; whatever cannot be read is null and reported, never thrown or dropped. */
export function parseRecord(
  fields: Fields,
  lists: RowLists,
  json: JsonObject,
  report: Report,
): Record<string, unknown> {
  const values = parseFields(fields, json, '', report)
  for (const [list, rowFields] of Object.entries(lists)) values[list] = parseRows(list, rowFields, json[list], report)
  return values
}

function parseFields(fields: Fields, json: JsonObject, at: string, report: Report): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    values[name] = parsers[field.home](field, json[name], `${at}${name}`, labelOf(name, field), report)
  }
  return values
}

const parsers = { text: parseText, register: parseRegister, series: parseSeries }

function parseText(field: AnyField, json: Json | undefined, path: FieldPath, label: string, report: Report): string {
  if (json === undefined || json === null || json === '') {
    if (field.isRequired)
      report({ code: 'required', severity: 'error', message: fieldWords.required(label), field: path })
    return ''
  }
  if (typeof json !== 'string') {
    report(notValid(path, label, json))
    return ''
  }
  const limit = field.input.type === 'text' ? field.input.limit : Number.POSITIVE_INFINITY
  if (json.length > limit) {
    const message = fieldWords.tooLong(label, limit, json.length)
    report({ code: 'tooLong', severity: 'warning', message, field: path })
  }
  return json
}

function parseRegister(field: AnyField, json: Json | undefined, path: FieldPath, label: string, report: Report) {
  if (json === undefined || json === null) {
    if (field.isRequired)
      report({ code: 'required', severity: 'error', message: fieldWords.required(label), field: path })
    return null
  }
  const read = field.check.safeParse(json)
  if (read.success) return read.data
  report(notValid(path, label, json))
  return null
}

function parseSeries(field: AnyField, json: Json | undefined, path: FieldPath, label: string, report: Report) {
  if (json === undefined || json === null) return {}
  if (!isJsonObject(json)) {
    report(notValid(path, label, json))
    return {}
  }
  const values: Record<string, unknown> = {}
  for (const [period, cell] of Object.entries(json)) {
    const at = cellPath(path, period)
    const read = field.check.safeParse(cell)
    if (!isPeriod(period)) {
      report({
        code: 'period',
        severity: 'error',
        message: fieldWords.wrongPeriod(label, period),
        field: at,
        raw: cell,
      })
    } else if (read.success) values[period] = read.data
    else report(notValid(at, label, cell))
  }
  return values
}

function parseRows(list: string, fields: Fields, json: Json | undefined, report: Report) {
  if (json === undefined || json === null) return []
  if (!Array.isArray(json)) {
    report(notValid(list, labelOf(list, undefined), json))
    return []
  }
  return (json as readonly Json[]).flatMap((row) => {
    if (!isJsonObject(row) || typeof row.id !== 'string') {
      report(notValid(list, labelOf(list, undefined), row))
      return []
    }
    return [{ id: row.id, ...parseFields(fields, row, `${list}/${row.id}/`, report) }]
  })
}

const notValid = (field: FieldPath, label: string, raw: Json): Problem => ({
  code: 'notValid',
  severity: 'error',
  message: fieldWords.notValid(label),
  field,
  raw,
})

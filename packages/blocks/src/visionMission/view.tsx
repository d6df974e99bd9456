import {
  type BlockId,
  type BlockKind,
  type Day,
  type Derived,
  formatDay,
  isKnown,
  type RowId,
  visionWords,
} from '@concord/schema'
import { memo } from 'react'
import { AckMarks } from '../charts/ack-marks.tsx'
import { BlockFrame } from '../kit/block-frame.tsx'
import { useDerived, usePlanValue } from '../kit/hooks.ts'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { usePlan } from '../kit/plan-context.tsx'
import { RowList } from '../kit/rows.tsx'
import { SideMark } from '../kit/side-mark.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import css from './view.module.css'
import { visionViewWords as words } from './words.ts'

/** Two sentences that everything else serves, set large and calm, and how each company's own aims meet in them. */
export const VisionMissionView = memo(function VisionMissionView({ id, kind }: { id: BlockId; kind: BlockKind }) {
  const derived = useDerived(id, 'visionMission')
  const companies = usePlanValue(({ facts }) => facts.companies)
  return (
    <BlockFrame
      id={id}
      kind={kind}
      status={derived ? visionWords.states[derived.state].toLowerCase() : undefined}
      header={
        <>
          <span className={css.kind}>{words.kind}</span>
          <span className={css.acks}>
            <AckMarks target={id} />
          </span>
        </>
      }
    >
      <Horizon name={words.vision} path="visionYears" end={derived?.visionEnd} />
      <TextField path="vision" className={css.vision} placeholder={words.visionText} />
      <Horizon name={words.mission} path="missionYears" end={derived?.missionEnd} />
      <TextField path="mission" className={css.mission} placeholder={words.missionText} />
      <div className={css.sides}>
        {(['vendor', 'partner'] as const).map((side) => (
          <div key={side}>
            <span className={css.label}>
              <SideMark side={side} /> {words.ownVision(companies[side].shortName)}
            </span>
            <TextField
              path={side === 'vendor' ? 'visionVendor' : 'visionPartner'}
              label={words.ownVision(companies[side].shortName)}
              placeholder={words.ownText}
            />
          </div>
        ))}
      </div>
      <div className={css.meet}>
        <span className={css.label}>{words.alignments}</span>
        <RowList list="alignments" noun={words.alignment}>
          {alignment}
        </RowList>
      </div>
    </BlockFrame>
  )
})

/** `Vision · 10 years ahead, until Jan 1, 2036`: the years are typed, the day follows. */
function Horizon({ name, path, end }: { name: string; path: string; end: Derived<Day> | undefined }) {
  const { locale } = usePlan()
  return (
    <div className={css.horizon}>
      <span className={css.name}>{name}</span>
      <span className={css.years}>
        <ValueField path={path} label={words.yearsAhead(name)} placeholder={words.years} />
      </span>
      <span>
        {words.ahead}
        {end && isKnown(end) ? `, ${words.until(formatDay(end.value, locale))}` : null}
      </span>
    </div>
  )
}

const alignment = (row: RowId) => <Alignment row={row} />

/** One aim of each company and the one they share. */
const Alignment = memo(function Alignment({ row }: { row: RowId }) {
  const companies = usePlanValue(({ facts }) => facts.companies)
  const aims = [
    { field: 'vendorAim', label: words.aimOf(companies.vendor.shortName), side: 'vendor' as const },
    { field: 'partnerAim', label: words.aimOf(companies.partner.shortName), side: 'partner' as const },
    { field: 'jointAim', label: words.joint, side: null },
  ]
  return (
    <div className={css.alignment}>
      {aims.map(({ field, label, side }) => (
        <div key={field} data-joint={side === null || undefined}>
          <span className={css.label}>
            {side ? <SideMark side={side} /> : null} {label}
          </span>
          <TextField path={`alignments/${row}/${field}`} label={label} singleLine placeholder={words.aim} />
        </div>
      ))}
    </div>
  )
})

/** What the operator of the centre sets, by file, environment or command line. Every value comes as text; one that is wrong is named, none is guessed. */
import { z } from 'zod'
import { timeZone } from './time-zone.ts'

const SECOND_MS = 1_000
const HOUR_MS = 3_600_000

const wholeNumber = (min: number, max: number) => z.string().refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max, { message: `takes a whole number from ${min} to ${max}` }).transform(Number)
const yesOrNo = z.enum(['true', 'false'], { message: 'takes true or false' }).transform((text) => text === 'true')
const path = z.string().min(1, { message: 'takes a path' }).max(1_000)
const isAddress = (text: string): boolean => z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(text).success
/** What looks like an address in numbers has to be one. */
const host = z.union([z.ipv4(), z.ipv6(), z.hostname().max(253).refine((name) => !/^[\d.]+$/.test(name))], { message: 'takes an IP address or a host name' })
const addresses = z.string().transform((text) => text.split(/[,\s]+/).filter(Boolean)).refine((list) => list.length <= 50 && list.every(isAddress), { message: 'takes IP addresses or networks, with commas between them' })

export const centralSettings = z.strictObject({
  /** Folder of the ledger and its mark; not needed with a database. */
  data: path.optional(),
  /** A ledger on PostgreSQL instead; its password may also come as PGPASSWORD. */
  database: z.string().max(1_000).regex(/^postgres(ql)?:\/\//, { message: 'takes postgres://…' }).optional(),
  host: host.default('127.0.0.1'),
  port: wholeNumber(0, 65_535).default(8_080),
  /** PEM files; the process re-reads them on SIGHUP. */
  tlsCertificate: path.optional(),
  tlsKey: path.optional(),
  /** Whose X-Forwarded-For is believed. */
  trustedProxies: addresses.default([]),
  connectionsMax: wholeNumber(10, 1_000_000).default(20_000),
  /** From the connection to the end of its headers. */
  headersTimeoutMs: wholeNumber(100, HOUR_MS).default(10 * SECOND_MS),
  /** From the first byte to the end of the body: 256 KiB over 64 kbit/s. */
  requestTimeoutMs: wholeNumber(100, HOUR_MS).default(60 * SECOND_MS),
  /** Wrong enrolment codes, and wrong admin tokens, of one address before it has to wait. */
  wrongCodesMax: wholeNumber(1, 10_000).default(30),
  wrongTokensMax: wholeNumber(1, 10_000).default(30),
  /** The first wait; each next one doubles, up to the last. */
  lockMsMin: wholeNumber(100, HOUR_MS).default(10 * SECOND_MS),
  lockMsMax: wholeNumber(100, HOUR_MS).default(15 * 60 * SECOND_MS),
  /** Off under systemd: what is printed there stays in the journal. */
  printAdminToken: yesOrNo.default(true),
  helloMs: wholeNumber(100, HOUR_MS).default(60 * SECOND_MS),
  /** The whole data folder came out of a backup. */
  restored: yesOrNo.default(false),
  demo: yesOrNo.default(false),
  /** Of each window of the demo clinic, and where on earth it lies. */
  capacity: wholeNumber(0, 10_000).default(6),
  demoTimeZone: timeZone.default('Asia/Seoul'),
}).refine(({ tlsCertificate, tlsKey }) => (tlsCertificate === undefined) === (tlsKey === undefined), { path: ['tlsKey'], message: 'goes with tls-certificate: both or none' })
  .refine(({ data, database }) => data !== undefined || database !== undefined, { path: ['data'], message: 'or database is missing' })

export type CentralSettings = z.infer<typeof centralSettings>
export type CentralSetting = keyof CentralSettings
export const centralSettingNames = Object.keys(centralSettings.shape) as CentralSetting[]

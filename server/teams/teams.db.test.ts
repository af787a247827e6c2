import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import * as knowledge from '@/server/knowledge/service'
import * as invitations from '@/server/teams/invitations'
import * as members from '@/server/teams/members'
import * as teams from '@/server/teams/service'
import { shareBase } from '@/server/teams/share'
import { createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { createTeam, joinTeam } from '@/server/testing/teams'

let owner: Actor
let other: Actor
let stranger: Actor
beforeAll(async () => {
  owner = await createPerson()
  other = await createPerson()
  stranger = await createPerson()
})

const roles = async (id: string) => Object.fromEntries((await teams.get(owner, id)).members.map(({ userId, role }) => [userId, role]))

describe('an invitation', () => {
  test('C09 is a link that lets one person in, once', async () => {
    const { id: teamId } = await teams.create(owner, { name: 'Otters' })
    const { token, ...made } = await invitations.create(owner, { teamId, role: 'admin' })
    expect(JSON.stringify(await db.invitation.findUnique({ where: { id: made.id } }))).not.toContain(token)
    expect(await invitations.offer(other, token)).toMatchObject({ teamId, teamName: 'Otters', inviterName: owner.username, role: 'admin', isMember: false })
    // The one who is in already does not use it up.
    await expect(invitations.accept(owner, token)).rejects.toMatchObject({ kind: 'conflict' })
    const joined = await Promise.allSettled([invitations.accept(other, token), invitations.accept(stranger, token)])
    expect(joined.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    for (const person of [other, stranger]) await expect(invitations.offer(person, token)).rejects.toMatchObject({ kind: 'not_found' })
    expect((await teams.get(owner, teamId)).memberCount).toBe(2)
  })

  test('that was revoked, has expired, or was made by somebody who is gone, opens nothing', async () => {
    const { id: teamId } = await teams.create(owner, { name: 'Walruses' })
    const revoked = await invitations.create(owner, { teamId })
    await invitations.revoke(owner, revoked.id)
    const expired = await invitations.create(owner, { teamId })
    await db.invitation.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    await joinTeam(other, teamId, 'admin')
    const left = await invitations.create(other, { teamId })
    await members.leave(other, teamId)
    for (const { token } of [revoked, expired, left, { token: 'x'.repeat(43) }, { token: '' }]) {
      await expect(invitations.accept(stranger, token)).rejects.toMatchObject({ kind: 'not_found' })
    }
    expect((await teams.get(owner, teamId)).invitations).toEqual([])
  })

  test('for an address lets in whose address that is', async () => {
    const { id: teamId } = await teams.create(owner, { name: 'Seals' })
    const { token } = await invitations.create(owner, { teamId, email: 'Ada@Example.org' })
    await expect(invitations.accept(other, token)).rejects.toMatchObject({ kind: 'forbidden' })
    await db.user.update({ where: { id: other.userId }, data: { email: 'ada@example.org', emailKey: 'ada@example.org' } })
    expect(await invitations.accept(other, token)).toBe(teamId)
  })
})

describe('a team', () => {
  test('C09 is governed by its owners and administrators, and does not exist for a stranger', async () => {
    const teamId = await createTeam(owner, { admin: [other] })
    const member = await createPerson()
    await joinTeam(member, teamId, 'member')
    await expect(teams.get(stranger, teamId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(teams.rename(stranger, { id: teamId, name: 'Mine' })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(members.remove(stranger, { teamId, userId: member.userId })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(members.setRole(member, { teamId, userId: member.userId, role: 'admin' })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(invitations.create(member, { teamId })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(members.setRole(other, { teamId, userId: other.userId, role: 'owner' })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(members.remove(other, { teamId, userId: owner.userId })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(teams.remove(other, teamId)).rejects.toMatchObject({ kind: 'forbidden' })
    await members.setRole(other, { teamId, userId: member.userId, role: 'admin' })
    expect(await roles(teamId)).toEqual({ [owner.userId]: 'owner', [other.userId]: 'admin', [member.userId]: 'admin' })
    // The links of who was an administrator open nothing any more.
    const { token } = await invitations.create(member, { teamId, role: 'admin' })
    await members.setRole(owner, { teamId, userId: member.userId, role: 'member' })
    await expect(invitations.accept(stranger, token)).rejects.toMatchObject({ kind: 'not_found' })
    await members.remove(other, { teamId, userId: member.userId })
    await expect(teams.get(member, teamId)).rejects.toMatchObject({ kind: 'not_found' })
    expect((await db.auditEntry.findMany({ where: { subjectId: teamId }, orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual(['team.create', 'team.setRole', 'team.invite', 'team.setRole', 'team.removeMember'])
  })

  test('keeps an owner, however many leave at once, and its row names one of them', async () => {
    const teamId = await createTeam(owner, { owner: [other] })
    const ends = await Promise.allSettled([members.leave(owner, teamId), members.leave(other, teamId)])
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))).toMatchObject([{ kind: 'conflict' }])
    const left = await db.membership.findMany({ where: { tenantId: teamId } })
    expect(left).toMatchObject([{ role: 'owner' }])
    expect(await db.tenant.findUnique({ where: { id: teamId } })).toMatchObject({ ownerId: left[0]?.userId })
    const [last = owner] = [owner, other].filter(({ userId }) => userId === left[0]?.userId)
    await expect(members.setRole(last, { teamId, userId: last.userId, role: 'member' })).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('that goes, and a member who goes, leave what they shared to its owner alone', async () => {
    const teamId = await createTeam(owner, { member: [other] })
    const [kept, left] = [await createBase(owner), await createBase(other)]
    await shareBase(owner, { id: kept, team: { id: teamId, access: 'write' } })
    await shareBase(other, { id: left, team: { id: teamId, access: 'write' } })
    expect((await teams.get(owner, teamId)).shared).toHaveLength(2)
    await members.remove(owner, { teamId, userId: other.userId })
    await expect(knowledge.get(owner, left)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(knowledge.get(other, kept)).rejects.toMatchObject({ kind: 'not_found' })
    expect((await knowledge.get(other, left)).sharing).toEqual({ may: 'manage', ownerName: null, team: null })
    await teams.remove(owner, teamId)
    expect((await knowledge.get(owner, kept)).sharing.team).toBeNull()
  })

  test('is nothing that belongs to one person', async () => {
    await expect(teams.get(owner, owner.tenantId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(invitations.create(owner, { teamId: owner.tenantId })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(shareBase(owner, { id: await createBase(owner), team: { id: owner.tenantId, access: 'read' } })).rejects.toMatchObject({ kind: 'not_found' })
  })
})

import { expect, test } from 'vitest'
import { questionOf } from '@/server/evaluation/suggest'

test.each([
  ['Annual leave', 'What do the documents say about “Annual leave”?'],
  ['3.2 Annual leave:', 'What do the documents say about “Annual leave”?'],
  ['Chapter 4: The storm of 1962', 'What do the documents say about “The storm of 1962”?'],
  ['How are citations checked?', 'How are citations checked?'],
  ['Connexion à un modèle', 'What do the documents say about “Connexion à un modèle”?'],
  ['没有模型时的搜索', '关于“没有模型时的搜索”，文档是怎么说的？'],
  ['第三章 年假', '关于“年假”，文档是怎么说的？'],
  ['（二）报销流程', '关于“报销流程”，文档是怎么说的？'],
  ['谁能看到什么？', '谁能看到什么？'],
])('the heading %j asks %j', (heading, question) => {
  expect(questionOf(heading)).toBe(question)
})

test.each([['Introduction'], ['1. Overview'], ['参考文献'], ['第一章 概述'], ['Etc'], ['二'], ['2.3'], ['はじめに'], ['Годовой отчёт'], ['x'.repeat(61)], ['']])('the heading %j asks nothing', (heading) => {
  expect(questionOf(heading)).toBeNull()
})

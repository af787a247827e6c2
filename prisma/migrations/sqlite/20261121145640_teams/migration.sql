-- CreateIndex
CREATE INDEX "Assistant_teamId_idx" ON "Assistant"("teamId");

-- CreateIndex
CREATE INDEX "KnowledgeBase_teamId_idx" ON "KnowledgeBase"("teamId");

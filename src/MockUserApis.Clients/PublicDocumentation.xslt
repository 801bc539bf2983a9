<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="utf-8" />

  <xsl:template match="@* | node()">
    <xsl:copy><xsl:apply-templates select="@* | node()" /></xsl:copy>
  </xsl:template>

  <!-- Before the parameters, whose types may be named so; a dot stands for the end of the name. -->
  <xsl:template match="member[contains(concat(substring-before(concat(@name, '('), '('), '.'), 'Json.')]" />
</xsl:stylesheet>

### /{tag}/fight-against-terrorism — the statement of the ministry.
###
### The words are the ministry’s. They are kept exactly, its spelling
### included: nothing is added, mended, softened or left out. A translation
### says the same, in the formal register of official documents, and gives
### every institution, law and document its official name in its language.
### The id of a passage is its address on the page (#background-origins), the
### same in every language.

## Titles

section = Cooperación internacional
title = Lucha contra el terrorismo
heading = LUCHA CONTRA EL TERRORISMO

## Background information

background = Antecedentes

background-origins = El flagelo del terrorismo no es un fenómeno nuevo para Azerbaiyán, ya que el país ha experimentado esta amenaza desde la década de 1980.

background-acts = Existen hechos documentados sobre actividades terroristas iniciadas, cometidas u orquestadas por Armenia en el territorio de Azerbaiyán, que se han cobrado miles de vidas inocentes. Desde finales de la década de 1980, cuando Armenia avanzó abiertamente sobre el territorio de Azerbaiyán y emprendió una agresión militar contra su integridad territorial, terroristas armenios han cometido reiteradamente actos terroristas en el territorio de Azerbaiyán. Algunos de ellos siguen gozando de impunidad y aún no han sido llevados ante la justicia.

background-contribution = Azerbaiyán sigue contribuyendo de manera significativa a los esfuerzos internacionales de lucha contra el terrorismo. Tras los atentados terroristas contra los Estados Unidos, Azerbaiyán ha venido actuando con firmeza y prontitud para aportar su valiosa contribución a la campaña mundial contra el terrorismo internacional. En respuesta a los llamamientos de la comunidad internacional, Azerbaiyán ha abierto su espacio aéreo y sus aeropuertos para su utilización por la coalición antiterrorista en su lucha contra los talibanes y Al-Qaida en el Afganistán.

## Measures at the national level

national-measures = Medidas en el plano nacional

national-measures-conventions = Azerbaiyán ha realizado y sigue realizando esfuerzos constantes para armonizar su legislación nacional con los instrumentos jurídicos internacionales relativos a distintos aspectos de la lucha contra el terrorismo. Se ha adherido a la totalidad de los 12 convenios internacionales relativos a la lucha contra el terrorismo.

national-measures-law = La Ley de Lucha contra el Terrorismo (1999) establece el marco legislativo para que los organismos correspondientes de la República de Azerbaiyán organicen contramedidas eficaces.

national-measures-prevention = Las medidas nacionales contra el terrorismo no se limitan a las actividades de aplicación de la ley, sino que comprenden también estrategias preventivas para contrarrestar las ideologías extremistas y radicales que podrían conducir a actividades terroristas. Las contramedidas nacionales incluyen asimismo actividades sociales destinadas a rehabilitar a los posibles infractores y a sus familiares y a reintegrarlos en la sociedad.

national-measures-agencies = Las reformas legislativas han ido acompañadas de un desarrollo institucional que allanó el camino para establecer una cooperación y una coordinación interinstitucionales eficaces en la lucha contra el terrorismo. Los principales organismos nacionales con competencias específicas en la lucha contra el terrorismo son el Servicio de Seguridad del Estado, el Servicio de Inteligencia Exterior, el Ministerio del Interior y el Servicio Estatal de Fronteras. Además de estos organismos encargados de la aplicación de la ley, el Comité Estatal para el Trabajo con las Organizaciones Religiosas, el Comité Estatal de Asuntos de la Familia, la Mujer y la Infancia y algunos otros organismos competentes llevan a cabo actividades preventivas y sociales en el marco del enfoque integral del Gobierno en la lucha contra el terrorismo.

national-measures-finance = El Servicio de Supervisión Financiera, en su calidad de unidad de inteligencia financiera del país, se ha especializado en la lucha contra el blanqueo de dinero y la financiación del terrorismo. Su funcionamiento se ha reformado para cumplir las principales normas del Grupo de Acción Financiera de la Organización de Cooperación y Desarrollo Económicos (OCDE).

## International cooperation

international-cooperation = Cooperación internacional

international-cooperation-importance = Azerbaiyán considera que la cooperación internacional es uno de los componentes más importantes de la lucha mundial contra el terrorismo.

international-cooperation-mechanisms = Además de concertar acuerdos bilaterales y multilaterales con distintos Estados para reforzar las capacidades conjuntas de lucha contra el terrorismo, la República de Azerbaiyán participa también activamente en mecanismos de cooperación regionales e internacionales.

international-cooperation-organizations = Coopera con la Oficina de Lucha contra el Terrorismo de las Naciones Unidas, el Departamento de Amenazas Transnacionales de la Organización para la Seguridad y la Cooperación en Europa (OSCE), el Comité de Expertos sobre Terrorismo del Consejo de Europa y los organismos competentes del GUAM, de la Unión Europea, de la Organización de Cooperación de Shanghái y de la Comunidad de Estados Independientes (CEI), entre otros.

## Terrorist threats against Azerbaijan during the 44 days of Patriotic War

patriotic-war = Amenazas terroristas contra Azerbaiyán durante los 44 días de la Guerra Patria y medidas adoptadas para contrarrestarlas

patriotic-war-fighters = Durante los 44 días de la Guerra Patria, la República de Armenia utilizó a escala masiva mercenarios y combatientes terroristas extranjeros contra las Fuerzas Armadas de la República de Azerbaiyán, y movilizó a organizaciones de la diáspora armenia que actuaban en países extranjeros bajo la apariencia de entidades benéficas, con el fin de recaudar fondos para financiar actividades terroristas en los territorios soberanos de Azerbaiyán contra su población civil.

patriotic-war-report = Sobre la base de hechos innegables y datos facilitados por los organismos estatales competentes y recopilados de fuentes abiertas, se ha elaborado un informe exhaustivo<note-link>[1]</note-link> sobre la utilización de mercenarios y combatientes terroristas extranjeros por la República de Armenia durante la ofensiva militar que llevó a cabo contra Azerbaiyán a partir de septiembre de 2020, y dicho informe se ha presentado a la Secretaría de las Naciones Unidas, a los Estados Miembros de las Naciones Unidas y a otras organizaciones internacionales con competencias en la materia.

patriotic-war-funds = Azerbaiyán también ha adoptado medidas eficaces para impedir la corriente financiera ilícita generada por las campañas ilegales de recaudación de fondos llevadas a cabo por organizaciones de la diáspora armenia que actúan en países extranjeros y abusan de su condición de entidades benéficas. Los fondos recaudados mediante esas campañas ilícitas se transfirieron al presupuesto estatal de Armenia para su posterior utilización en la financiación de actividades terroristas contra la población civil de Azerbaiyán. Azerbaiyán ha elaborado un informe detallado sobre esas actividades malintencionadas y lo ha presentado a las autoridades de supervisión financiera de los Estados Miembros de las Naciones Unidas con miras a garantizar que todos los Estados actúen con la diligencia debida necesaria en relación con esas entidades corruptas.

## Note

note-report = [1] A título de referencia: <symbol>A/75/625-S/2020/1161</symbol>

## The end of the page

share-heading = Compartir esta página

rights = Todos los derechos reservados. <contact-link>Póngase en contacto con nosotros</contact-link> para utilizar cualquier material sujeto a licencia.

privacy-policy = Política de privacidad

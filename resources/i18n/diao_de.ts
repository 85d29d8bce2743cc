<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
    <context>
        <name>DIAO</name>
        <message>
            <source>* measured on little: fewer than {pixels:,} pixels of the class stand in the reference, or they stand on fewer than {pieces} pieces of ground of {side} px square.</source>
            <translation>* an wenig gemessen: In der Referenz stehen weniger als {pixels:,} Pixel der Klasse, oder sie stehen auf weniger als {pieces} Stücken von {side} px im Quadrat.</translation>
        </message>
        <message>
            <source>* measured on little: fewer than {pixels:,} pixels or fewer than {tiles} tiles of the class.</source>
            <translation>* an wenig gemessen: weniger als {pixels:,} Pixel oder weniger als {tiles} Kacheln der Klasse.</translation>
        </message>
        <message numerus="yes">
            <source>, shown {n} times per epoch</source>
            <translation>
                <numerusform>, je Epoche {n}-mal gezeigt</numerusform>
                <numerusform>, je Epoche {n}-mal gezeigt</numerusform>
            </translation>
        </message>
        <message>
            <source>, {n} of them synthetic</source>
            <translation>, davon {n} synthetisch</translation>
        </message>
        <message>
            <source>, {n} verdicts per point</source>
            <translation>, {n} Urteile je Punkt</translation>
        </message>
        <message>
            <source>1. Data</source>
            <translation>1. Daten</translation>
        </message>
        <message>
            <source>1. Draw points</source>
            <translation>1. Punkte ziehen</translation>
        </message>
        <message>
            <source>1. Synthetic tiles</source>
            <translation>1. Synthetische Kacheln</translation>
        </message>
        <message>
            <source>16 bits are too few for some of the pixels; going on in 32 bits.</source>
            <translation>Für manche Pixel reichen 16 Bit nicht; es geht mit 32 Bit weiter.</translation>
        </message>
        <message>
            <source>2. Balance</source>
            <translation>2. Ausgleichen</translation>
        </message>
        <message>
            <source>2. Repeats (optional)</source>
            <translation>2. Wiederholungen (optional)</translation>
        </message>
        <message>
            <source>2. Say what is there</source>
            <translation>2. Sagen, was dort ist</translation>
        </message>
        <message>
            <source>3. See how good the map is</source>
            <translation>3. Sehen, wie gut die Karte ist</translation>
        </message>
        <message>
            <source>3. Train</source>
            <translation>3. Trainieren</translation>
        </message>
        <message>
            <source>4. Map</source>
            <translation>4. Kartieren</translation>
        </message>
        <message numerus="yes">
            <source>; shown {n} times per epoch</source>
            <translation>
                <numerusform>; je Epoche {n}-mal gezeigt</numerusform>
                <numerusform>; je Epoche {n}-mal gezeigt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>; {n} are of judged ground</source>
            <translation>
                <numerusform>; {n} ist von beurteiltem Boden</numerusform>
                <numerusform>; {n} sind von beurteiltem Boden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>; {n} are synthetic</source>
            <translation>
                <numerusform>; {n} ist synthetisch</numerusform>
                <numerusform>; {n} sind synthetisch</numerusform>
            </translation>
        </message>
        <message>
            <source>A class needs a name that no other class has, without a comma, got “{name}”.</source>
            <translation>Eine Klasse braucht einen Namen, den keine andere hat, ohne Komma; eingegeben wurde „{name}“.</translation>
        </message>
        <message>
            <source>A class-weighted loss and dynamic sampling both favour rare classes, which is once too often; set {label} to Cross entropy, or {other} to Plain.</source>
            <translation>Ein klassengewichteter Verlust und die dynamische Auswahl bevorzugen beide seltene Klassen, das ist einmal zu viel; setzen Sie „{label}“ auf „Kreuzentropie“ oder „{other}“ auf „Einfach“.</translation>
        </message>
        <message>
            <source>A device does not work; the options page says which and why.</source>
            <translation>Ein Gerät funktioniert nicht; die Optionenseite sagt, welches und warum.</translation>
        </message>
        <message>
            <source>A file of the environment is held by another program, often a virus scanner; wait a minute, or close other QGIS windows, then set up again.</source>
            <translation>Eine Datei der Umgebung wird von einem anderen Programm festgehalten, oft von einem Virenscanner; warten Sie eine Minute oder schließen Sie andere QGIS-Fenster und richten Sie dann neu ein.</translation>
        </message>
        <message>
            <source>A first map within minutes, to see whether classes and labels work out; the rarest classes need more.</source>
            <translation>Eine erste Karte in Minuten, um zu sehen, ob Klassen und Klassenangaben passen; die seltensten Klassen brauchen mehr.</translation>
        </message>
        <message>
            <source>A folder of images and masks</source>
            <translation>Ein Ordner mit Bildern und Masken</translation>
        </message>
        <message>
            <source>A larger encoder and a longer training, for the last points; with a GPU, or overnight.</source>
            <translation>Ein größerer Encoder und ein längeres Training für die letzten Prozentpunkte; mit GPU oder über Nacht.</translation>
        </message>
        <message>
            <source>A layer of XYZ tiles, of a WMS or of a WMTS.</source>
            <translation>Ein Layer aus XYZ-Kacheln, eines WMS oder eines WMTS.</translation>
        </message>
        <message>
            <source>A model made here that the training goes on from, with its weights and its normalisation, instead of Encoder weights: for new tiles, or corrections. It must have the same architecture, encoder, bands and classes; the decoder then learns as slowly as the encoder.</source>
            <translation>Ein hier trainiertes Modell, von dem das Training ausgeht, mit dessen Gewichten und Normalisierung statt der Encodergewichte: für neue Kacheln oder Korrekturen. Es muss dieselbe Architektur, denselben Encoder, dieselben Kanäle und Klassen haben; der Decoder lernt dann so langsam wie der Encoder.</translation>
        </message>
        <message>
            <source>A new tile dataset with the scores and the repeats.</source>
            <translation>Ein neuer Kacheldatensatz mit den Punktzahlen und den Wiederholungen.</translation>
        </message>
        <message>
            <source>A new tile dataset: the tiles of the old one and those of judged ground.</source>
            <translation>Ein neuer Kacheldatensatz: die Kacheln des alten und die des beurteilten Bodens.</translation>
        </message>
        <message>
            <source>A new tile dataset; its images lie beside it.</source>
            <translation>Ein neuer Kacheldatensatz; seine Bilder liegen daneben.</translation>
        </message>
        <message>
            <source>A package has no build for this Python and this machine; use a 64-bit Python 3.10 to 3.14, then set up again.</source>
            <translation>Ein Paket gibt es nicht für dieses Python und diesen Rechner; nehmen Sie ein 64-Bit-Python 3.10 bis 3.14 und richten Sie dann neu ein.</translation>
        </message>
        <message>
            <source>A part is given as 3/8, or as auto/8 or auto in an array job, and not as {text!r}.</source>
            <translation>Ein Teil wird als 3/8 angegeben, in einem Array-Job als auto/8 oder auto, und nicht als {text!r}.</translation>
        </message>
        <message>
            <source>A polygon per change, with both classes, area in m², mean confidence, and the date of the image that first shows the new class.</source>
            <translation>Ein Polygon je Änderung, mit beiden Klassen, Fläche in m², mittlerer Konfidenz und dem Datum des Bildes, das die neue Klasse zuerst zeigt.</translation>
        </message>
        <message>
            <source>A polygon per object of the chosen classes, with class, area in m² and mean confidence.</source>
            <translation>Ein Polygon je Objekt der gewählten Klassen, mit Klasse, Fläche in m² und mittlerer Konfidenz.</translation>
        </message>
        <message>
            <source>A raster with class values in its first band.</source>
            <translation>Ein Raster mit Klassenwerten im ersten Kanal.</translation>
        </message>
        <message>
            <source>A standalone Python {version} comes along (35 MB), since this machine has none that serves.</source>
            <translation>Ein eigenständiges Python {version} kommt mit (35 MB), denn dieser Rechner hat keines, das genügt.</translation>
        </message>
        <message>
            <source>A standard error of {error:g} needs {count:,} points, more than {limit:,}; want a larger one, or raise the expected accuracies.</source>
            <translation>Ein Standardfehler von {error:g} braucht {count:,} Punkte, mehr als {limit:,}; wünschen Sie einen größeren, oder setzen Sie die erwarteten Genauigkeiten höher an.</translation>
        </message>
        <message>
            <source>A tile dataset that the new tiles are added to; empty makes a new one. Its own tiles, their numbers and splits and its class table stay as they are, images that are in it already are not added again, and the result is a new file. Classes are matched by name, else by value; tile size and unlabelled value must be those of the dataset, and the shares that are held out are those of all tiles together.</source>
            <translation>Ein Kacheldatensatz, zu dem die neuen Kacheln kommen; leer macht einen neuen. Seine eigenen Kacheln, ihre Nummern und Aufteilung und seine Klassentabelle bleiben, wie sie sind, Bilder, die schon darin sind, kommen nicht noch einmal hinzu, und das Ergebnis ist eine neue Datei. Klassen werden nach dem Namen zugeordnet, sonst nach dem Wert; Kachelgröße und Wert ohne Label müssen die des Datensatzes sein, und die zurückgehaltenen Anteile sind die aller Kacheln zusammen.</translation>
        </message>
        <message>
            <source>A torch model can change every file in and below the folder of its outputs, and {folder} holds your settings; choose a folder for the outputs alone.</source>
            <translation>Ein Torch-Modell kann jede Datei im Ordner seiner Ausgaben und darunter ändern, und {folder} enthält Ihre Einstellungen; wählen Sie einen Ordner nur für die Ausgaben.</translation>
        </message>
        <message>
            <source>A torch model is a program that can do whatever you can. Say yes only when you trust whoever made it. ONNX models need no trust.</source>
            <translation>Ein Torch-Modell ist ein Programm, das alles kann, was Sie können. Sagen Sie nur dann ja, wenn Sie dem vertrauen, der es gemacht hat. ONNX-Modelle brauchen kein Vertrauen.</translation>
        </message>
        <message>
            <source>A training of this file was interrupted on {when}: with the same settings and tiles it goes on after epoch {epoch}, with others it begins anew.</source>
            <translation>Ein Training dieser Datei wurde am {when} unterbrochen: Mit denselben Einstellungen und Kacheln geht es nach Epoche {epoch} weiter, mit anderen beginnt es von vorn.</translation>
        </message>
        <message>
            <source>A training of this file was interrupted on {when}: with the same settings and tiles it goes on after its last whole epoch, with others it begins anew.</source>
            <translation>Ein Training dieser Datei wurde am {when} unterbrochen: Mit denselben Einstellungen und Kacheln geht es nach seiner letzten ganzen Epoche weiter, mit anderen beginnt es von vorn.</translation>
        </message>
        <message>
            <source>A training of this file was interrupted on {when}; it begins anew, because going on with it is switched off.</source>
            <translation>Ein Training dieser Datei wurde am {when} unterbrochen; es beginnt von vorn, weil das Fortsetzen ausgeschaltet ist.</translation>
        </message>
        <message>
            <source>A virus scanner or a policy of this machine blocks the packages; have the folder of DIAO's data allowed (its address stands in the log), then set up again.</source>
            <translation>Ein Virenscanner oder eine Richtlinie dieses Rechners sperrt die Pakete; lassen Sie den Datenordner von DIAO zu (er steht im Protokoll) und richten Sie dann neu ein.</translation>
        </message>
        <message>
            <source>About {time}, as fast as this computer has trained such a network.</source>
            <translation>Etwa {time}, nach dem letzten Training eines solchen Netzes auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Accuracy of each class</source>
            <translation>Genauigkeit jeder Klasse</translation>
        </message>
        <message>
            <source>Add to dataset</source>
            <translation>Zu Datensatz hinzufügen</translation>
        </message>
        <message>
            <source>Address of a Dask cluster whose workers share the work, such as tcp://10.0.0.5:8786; empty means this computer alone. Inputs and outputs must lie where all workers see them under the same names.</source>
            <translation>Adresse eines Dask-Clusters, dessen Worker sich die Arbeit teilen, etwa tcp://10.0.0.5:8786; leer heißt: nur dieser Rechner. Eingaben und Ausgaben müssen dort liegen, wo alle Worker sie unter denselben Namen sehen.</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Erweitert</translation>
        </message>
        <message>
            <source>Aerial image</source>
            <translation>Luftbild</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>All classes</source>
            <translation>Alle Klassen</translation>
        </message>
        <message>
            <source>All devices of this computer work.</source>
            <translation>Alle Geräte dieses Computers funktionieren.</translation>
        </message>
        <message>
            <source>All images have been looked at: {count} are in the map, {refused} were set aside.</source>
            <translation>Alle Bilder wurden angesehen: {count} sind in der Karte, {refused} wurden beiseitegelegt.</translation>
        </message>
        <message>
            <source>All is filled in; begin with the button above.</source>
            <translation>Alles ist ausgefüllt; beginnen Sie mit der Schaltfläche darüber.</translation>
        </message>
        <message>
            <source>All labelled ground is of one class, {name}; if {ignore} is a class of the labels, choose another Unlabelled value.</source>
            <translation>Alle Flächen mit Klassenangabe sind von einer Klasse, {name}; wenn {ignore} eine Klasse ist, wählen Sie einen anderen „Wert ohne Klasse“.</translation>
        </message>
        <message>
            <source>All labelled pixels of the training tiles are of {name}, and a model needs two classes to tell apart; label another class, or set split to train for tiles that have one.</source>
            <translation>Alle Pixel mit Klassenangabe in den Trainingskacheln gehören zu {name}, und ein Modell braucht zwei Klassen zum Unterscheiden; erfassen Sie eine weitere Klasse, oder setzen Sie split bei Kacheln, die eine haben, auf train.</translation>
        </message>
        <message>
            <source>All measures are weighted by the mapped area of each class; the counts are those of the sample.</source>
            <translation>Alle Maße sind mit der kartierten Fläche jeder Klasse gewichtet; die Zahlen sind die der Stichprobe.</translation>
        </message>
        <message>
            <source>All new tiles overlap tiles of {path} that belong to other splits; choose images of other ground, or set Split by to blocks of tiles.</source>
            <translation>Alle neuen Kacheln überlappen Kacheln von {path}, die zu anderen Teilen gehören; wählen Sie Bilder von anderem Gelände, oder stellen Sie Aufteilen nach auf Blöcke von Kacheln.</translation>
        </message>
        <message>
            <source>All objects of the list have been looked at.</source>
            <translation>Alle Objekte der Liste sind angesehen.</translation>
        </message>
        <message>
            <source>All objects of {names:and} are cut by the edge of their image; switch {label} ({contract}) on to use them, or label more of them.</source>
            <translation>Alle Objekte von {names:and} sind vom Rand ihres Bildes angeschnitten; schalten Sie „{label}“ ({contract}) ein, um sie zu verwenden, oder erfassen Sie mehr davon.</translation>
        </message>
        <message>
            <source>All points are judged.</source>
            <translation>Alle Punkte sind beurteilt.</translation>
        </message>
        <message>
            <source>All points together; more where the classes' least numbers ask for it. Not used when a standard error is wanted.</source>
            <translation>Alle Punkte zusammen; mehr, wo die Mindestzahlen der Klassen es verlangen. Gilt nicht, wenn ein Standardfehler gewünscht ist.</translation>
        </message>
        <message>
            <source>All results are temporary: they go away with QGIS.</source>
            <translation>Alle Ergebnisse sind temporär: Sie verschwinden mit QGIS.</translation>
        </message>
        <message>
            <source>All results are temporary: they go away with QGIS. Choose a folder to keep them.</source>
            <translation>Alle Ergebnisse sind temporär: Sie verschwinden mit QGIS. Wählen Sie einen Ordner, um sie zu behalten.</translation>
        </message>
        <message>
            <source>All rules were checked on every tile and hold.</source>
            <translation>Alle Regeln wurden auf jeder Kachel geprüft und sind eingehalten.</translation>
        </message>
        <message>
            <source>All training tiles have 0 repeats; set repeats to 1 or more for some of them.</source>
            <translation>Alle Trainingskacheln haben 0 Wiederholungen; setzen Sie repeats bei einigen auf 1 oder mehr.</translation>
        </message>
        <message>
            <source>All transitions</source>
            <translation>Alle Übergänge</translation>
        </message>
        <message numerus="yes">
            <source>All {count} images are in {path} already, the first is {first}; choose images that are new, or use Learn from corrections for more labels on them.</source>
            <translation>
                <numerusform>{count} Bild, {first}, ist schon in {path}; wählen Sie neue Bilder, oder nehmen Sie Aus Korrekturen lernen für weitere Labels darauf.</numerusform>
                <numerusform>Alle {count} Bilder sind schon in {path}, das erste ist {first}; wählen Sie neue Bilder, oder nehmen Sie Aus Korrekturen lernen für weitere Labels darauf.</numerusform>
            </translation>
        </message>
        <message>
            <source>Allocation</source>
            <translation>Aufteilung</translation>
        </message>
        <message>
            <source>Allow files from outside</source>
            <translation>Dateien von außerhalb erlauben</translation>
        </message>
        <message>
            <source>Also read files that the dataset names on the network, or outside its folder without being what it was made from. A dataset can name anything: switch it on only for one that you trust.</source>
            <translation>Auch Dateien lesen, die der Datensatz im Netz nennt oder außerhalb seines Ordners, ohne dass er aus ihnen gemacht wurde. Ein Datensatz kann alles nennen: Schalten Sie es nur für einen ein, dem Sie vertrauen.</translation>
        </message>
        <message>
            <source>Also use things that are cut by the edge of their image; those that only the edge of a tile cuts are completed anyway. Areas may always be cut.</source>
            <translation>Auch Dinge verwenden, die vom Bildrand angeschnitten sind; solche, die nur ein Kachelrand schneidet, werden ohnehin ergänzt. Flächen dürfen immer angeschnitten sein.</translation>
        </message>
        <message>
            <source>An Apple GPU cannot be shared by several processes; train in one process, or set {label} to cpu.</source>
            <translation>Eine Apple-GPU kann nicht von mehreren Prozessen geteilt werden; trainieren Sie in einem Prozess, oder setzen Sie {label} auf cpu.</translation>
        </message>
        <message>
            <source>An epoch is as varied as if {effective:.1f} of the {drawn} tiles were shown equally often (effective tiles).</source>
            <translation>Eine Epoche ist so vielfältig, als würden {effective:.1f} der {drawn} Kacheln gleich oft gezeigt (effektive Kacheln).</translation>
        </message>
        <message>
            <source>An interrupted training of this model was made with other settings or tiles, or cannot be read; it is kept, and this one starts anew.</source>
            <translation>Ein unterbrochenes Training dieses Modells lief mit anderen Einstellungen oder Kacheln oder ist nicht lesbar; es bleibt erhalten, und dieses beginnt neu.</translation>
        </message>
        <message>
            <source>Another run is writing {output} ({holder}); wait for it, choose another file, or remove {lock} if no such run is going on.</source>
            <translation>Ein anderer Lauf schreibt {output} ({holder}); warten Sie auf ihn, wählen Sie eine andere Datei, oder entfernen Sie {lock}, wenn kein solcher Lauf im Gange ist.</translation>
        </message>
        <message>
            <source>Another set-up of the engine is running; wait for it to end.</source>
            <translation>Die Engine wird gerade schon eingerichtet; warten Sie, bis das fertig ist.</translation>
        </message>
        <message>
            <source>Apple GPU (MPS)</source>
            <translation>Apple-GPU (MPS)</translation>
        </message>
        <message>
            <source>Apple GPU (MPS; CoreML for ONNX models)</source>
            <translation>Apple-GPU (MPS; CoreML für ONNX-Modelle)</translation>
        </message>
        <message>
            <source>Architecture</source>
            <translation>Architektur</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Gebiet</translation>
        </message>
        <message>
            <source>Area (ha)</source>
            <translation>Fläche (ha)</translation>
        </message>
        <message>
            <source>Area (m²)</source>
            <translation>Fläche (m²)</translation>
        </message>
        <message>
            <source>Area (pixels)</source>
            <translation>Fläche (Pixel)</translation>
        </message>
        <message>
            <source>Area and Extent have no ground of the raster in common; change one of them.</source>
            <translation>„Gebiet“ und „Ausdehnung“ haben keinen Teil des Rasters gemeinsam; ändern Sie eines davon.</translation>
        </message>
        <message>
            <source>Area and accuracies of each class</source>
            <translation>Fläche und Genauigkeiten jeder Klasse</translation>
        </message>
        <message>
            <source>Area or Extent lies outside all images; choose ground that overlaps them, or check its CRS.</source>
            <translation>„Gebiet“ oder „Ausdehnung“ liegt außerhalb aller Bilder; wählen Sie eines, das sie überlappt, oder prüfen Sie sein KBS.</translation>
        </message>
        <message>
            <source>Area that differs, in m², where the map has a CRS</source>
            <translation>Fläche, die sich unterscheidet, in m², wenn die Karte ein KBS hat</translation>
        </message>
        <message>
            <source>Area that has changed, in m², where the map has a CRS</source>
            <translation>Fläche, die sich geändert hat, in m², wenn die Karte ein KBS hat</translation>
        </message>
        <message>
            <source>Areas are measured on the ellipsoid.</source>
            <translation>Flächen werden auf dem Ellipsoid gemessen.</translation>
        </message>
        <message>
            <source>As edited in the class table</source>
            <translation>Wie in der Klassentabelle eingetragen</translation>
        </message>
        <message>
            <source>Assets</source>
            <translation>Assets</translation>
        </message>
        <message>
            <source>Assets that are images</source>
            <translation>Assets, die Bilder sind</translation>
        </message>
        <message>
            <source>Attribute of the label polygons that holds the class, as text or as a whole number; not used for rasters.</source>
            <translation>Attribut der Polygone mit Klassenangabe, das die Klasse als Text oder ganze Zahl enthält; bei Rastern ohne Bedeutung.</translation>
        </message>
        <message>
            <source>Attribute of the polygons that holds the class, by name or by value; empty means class_name or class_value.</source>
            <translation>Attribut der Polygone mit der Klasse, als Name oder als Wert; leer bedeutet class_name oder class_value.</translation>
        </message>
        <message>
            <source>Attribute of the reference layer that holds the class, as text or as a whole number; not used for rasters.</source>
            <translation>Attribut des Referenzlayers, das die Klasse als Text oder ganze Zahl enthält; bei Rastern ohne Bedeutung.</translation>
        </message>
        <message>
            <source>Automatic device means</source>
            <translation>Automatische Gerätewahl bedeutet</translation>
        </message>
        <message>
            <source>Automatic: the GPU where there is one</source>
            <translation>Automatisch: die GPU, wenn es eine gibt</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Back to {title}</source>
            <translation>Zurück zu „{title}“</translation>
        </message>
        <message>
            <source>Background class</source>
            <translation>Hintergrundklasse</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>Ausgleichen</translation>
        </message>
        <message>
            <source>Balance a dataset</source>
            <translation>Datensatz ausgleichen</translation>
        </message>
        <message>
            <source>Balance by repeats (DIAO)</source>
            <translation>Durch Wiederholungen ausgleichen (DIAO)</translation>
        </message>
        <message>
            <source>Balance of the training tiles</source>
            <translation>Ausgleich der Trainingskacheln</translation>
        </message>
        <message>
            <source>Balance, train and map rare classes, step by step</source>
            <translation>Seltene Klassen Schritt für Schritt ausgleichen, trainieren und kartieren</translation>
        </message>
        <message>
            <source>Balanced dataset</source>
            <translation>Ausgeglichener Datensatz</translation>
        </message>
        <message>
            <source>Balancing makes a model look out for rare classes. 0 keeps that and finds more rare objects, 1 takes it back for fewer false alarms (the sensitivity of the dock, from right to left); empty means what was best on the validation tiles of the model, as its card says.</source>
            <translation>Ausgleichen lässt ein Modell nach seltenen Klassen Ausschau halten. 0 behält das bei und findet mehr seltene Objekte, 1 nimmt es zurück und hat weniger Fehlalarme (die Empfindlichkeit im DIAO-Fenster, von rechts nach links); leer heißt: was auf den Validierungskacheln des Modells am besten war, wie sein Steckbrief sagt.</translation>
        </message>
        <message>
            <source>Balancing makes a model look out for rare classes: to the right the map keeps that and finds more of them, to the left it takes it back (prior correction). It begins with what was best on the validation tiles of the model.</source>
            <translation>Ausgleichen lässt ein Modell nach seltenen Klassen Ausschau halten: Rechts behält die Karte das bei und findet mehr davon, links nimmt sie es zurück (Prior-Korrektur). Der Schieber beginnt dort, wo es auf den Validierungskacheln des Modells am besten war.</translation>
        </message>
        <message>
            <source>Band</source>
            <translation>Kanal</translation>
        </message>
        <message>
            <source>Bands</source>
            <translation>Kanäle</translation>
        </message>
        <message>
            <source>Bars of {names}</source>
            <translation>Balken von {names}</translation>
        </message>
        <message>
            <source>Batch size</source>
            <translation>Stapelgröße</translation>
        </message>
        <message>
            <source>Batches per epoch; 0 means enough to cover the area of all training tiles once, repeated ones as often as they are repeated.</source>
            <translation>Stapel je Epoche; 0 heißt so viele, dass sie die Fläche aller Trainingskacheln einmal abdecken, die von wiederholten so oft, wie sie wiederholt sind.</translation>
        </message>
        <message>
            <source>Batches that each model is trained on; more take longer and say more.</source>
            <translation>Stapel, mit denen jedes Modell trainiert wird; mehr dauern länger und sagen mehr.</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Before, after, labels before, labels after with the pasted objects outlined.</source>
            <translation>Vorher, nachher, Klassen vorher, Klassen nachher mit den Umrissen der eingefügten Objekte.</translation>
        </message>
        <message>
            <source>Before, after, labels before, labels after; pasted objects are outlined in the labels.</source>
            <translation>Vorher, nachher, Klassen vorher, Klassen nachher; eingefügte Objekte sind bei den Klassen umrandet.</translation>
        </message>
        <message>
            <source>Before: last seen</source>
            <translation>Vorher: zuletzt gesehen</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>Bestes Ergebnis</translation>
        </message>
        <message>
            <source>Best possible imbalance: what no repeats within the same limits could go below</source>
            <translation>Bestmögliches Ungleichgewicht: was keine Wiederholungen unter denselben Grenzen unterschreiten können</translation>
        </message>
        <message>
            <source>Between any two points; 0 for none. It spreads the points, and leaves some classes with fewer where there is no room.</source>
            <translation>Zwischen je zwei Punkten; 0 für keinen. Er verteilt die Punkte und lässt manchen Klassen weniger, wo kein Platz ist.</translation>
        </message>
        <message>
            <source>Blending</source>
            <translation>Einpassung</translation>
        </message>
        <message>
            <source>Blocks of tiles</source>
            <translation>Blöcke von Kacheln</translation>
        </message>
        <message>
            <source>Bringing images and map together</source>
            <translation>Bilder und Karte werden zusammengeführt</translation>
        </message>
        <message>
            <source>Brings a class map up to date with one or more images: where the model is certain, the newest image says the class, elsewhere the map stays as it is. What changed comes as polygons with both classes, area, confidence and date, and as a table. Images may overlap, cover parts only, differ in CRS and pixel size, and come twice or in any order: the result is the same.</source>
            <translation>Bringt eine Klassenkarte mit einem oder mehreren Bildern auf den neuesten Stand: Wo das Modell sicher ist, gilt die Klasse des neuesten Bildes, sonst bleibt die Karte, wie sie ist. Was sich geändert hat, kommt als Polygone mit beiden Klassen, Fläche, Konfidenz und Datum und als Tabelle. Die Bilder dürfen sich überlappen, nur Teile zeigen, ein anderes KBS und eine andere Pixelgröße haben und doppelt oder in beliebiger Reihenfolge kommen: Das Ergebnis ist dasselbe.</translation>
        </message>
        <message>
            <source>COCO with outlines</source>
            <translation>COCO mit Umrissen</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>CPU, as asked for</source>
            <translation>CPU, wie verlangt</translation>
        </message>
        <message>
            <source>CPU: {reason}</source>
            <translation>CPU: {reason}</translation>
        </message>
        <message>
            <source>CRS</source>
            <translation>KBS</translation>
        </message>
        <message>
            <source>CRS must be the code of a CRS in metres, such as EPSG:25832, got {code}.</source>
            <translation>KBS muss der Code eines KBS in Metern sein, etwa EPSG:25832, nicht {code}.</translation>
        </message>
        <message>
            <source>CSV with the columns value (or id), name and color (#rrggbb). With it, masks may also be pictures in those colours, with or without a palette. Empty means classes.csv in the folder, else the palette of the masks, else the values found.</source>
            <translation>CSV mit den Spalten value (oder id), name und color (#rrggbb). Damit dürfen Masken auch Bilder in diesen Farben sein, mit oder ohne Palette. Leer heißt: classes.csv im Ordner, sonst die Palette der Masken, sonst die vorgefundenen Werte.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cancelled; nothing was changed.</source>
            <translation>Abgebrochen; nichts wurde geändert.</translation>
        </message>
        <message>
            <source>Cancelled; nothing was written.</source>
            <translation>Abgebrochen; nichts wurde geschrieben.</translation>
        </message>
        <message>
            <source>Cancelling …</source>
            <translation>Wird abgebrochen …</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Steckbrief</translation>
        </message>
        <message>
            <source>Change of size</source>
            <translation>Größenänderung</translation>
        </message>
        <message>
            <source>Change the colour …</source>
            <translation>Farbe ändern …</translation>
        </message>
        <message>
            <source>Change the target …</source>
            <translation>Ziel ändern …</translation>
        </message>
        <message>
            <source>Changed to another class</source>
            <translation>In andere Klasse geändert</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Änderungen</translation>
        </message>
        <message>
            <source>Changes {n}: {name}</source>
            <translation>Änderungen {n}: {name}</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Check every synthetic tile against all rules, and stop when one is broken.</source>
            <translation>Jede synthetische Kachel gegen alle Regeln prüfen und anhalten, wenn eine verletzt ist.</translation>
        </message>
        <message>
            <source>Check the result</source>
            <translation>Ergebnis prüfen</translation>
        </message>
        <message>
            <source>Checking that it runs.</source>
            <translation>Es wird geprüft, ob sie läuft.</translation>
        </message>
        <message>
            <source>Chesapeake land cover</source>
            <translation>Landbedeckung Chesapeake</translation>
        </message>
        <message>
            <source>Chips with GeoJSON outlines (ramp, fAIr)</source>
            <translation>Chips mit GeoJSON-Umrissen (ramp, fAIr)</translation>
        </message>
        <message>
            <source>Choose a model</source>
            <translation>Modell wählen</translation>
        </message>
        <message>
            <source>Choose a model: one that you have trained, or a file made elsewhere.</source>
            <translation>Wählen Sie ein Modell: ein selbst trainiertes oder eine Datei aus anderer Quelle.</translation>
        </message>
        <message>
            <source>Choose a tile dataset</source>
            <translation>Kacheldatensatz wählen</translation>
        </message>
        <message>
            <source>Choose a tile dataset: a layer of tiles, or a file.</source>
            <translation>Wählen Sie einen Kacheldatensatz: einen Layer mit Kacheln oder eine Datei.</translation>
        </message>
        <message>
            <source>Choose the field of {layer} that holds the class.</source>
            <translation>Wählen Sie das Feld von {layer}, das die Klasse enthält.</translation>
        </message>
        <message>
            <source>Choose the folder of the images and masks.</source>
            <translation>Wählen Sie den Ordner mit den Bildern und Masken.</translation>
        </message>
        <message>
            <source>Choose the folder that images arrive in.</source>
            <translation>Wählen Sie den Ordner, in dem Bilder ankommen.</translation>
        </message>
        <message>
            <source>Choose the raster that is to be mapped.</source>
            <translation>Wählen Sie das Raster, das kartiert werden soll.</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <source>Class before</source>
            <translation>Klasse vorher</translation>
        </message>
        <message>
            <source>Class colours</source>
            <translation>Klassenfarben</translation>
        </message>
        <message>
            <source>Class distribution</source>
            <translation>Klassenverteilung</translation>
        </message>
        <message>
            <source>Class field</source>
            <translation>Klassenfeld</translation>
        </message>
        <message>
            <source>Class field is missing: {path} holds polygons; choose the field with the class ({known}).</source>
            <translation>Klassenfeld fehlt: {path} enthält Polygone; wählen Sie das Feld mit der Klasse ({known}).</translation>
        </message>
        <message>
            <source>Class map</source>
            <translation>Klassenkarte</translation>
        </message>
        <message>
            <source>Class names</source>
            <translation>Klassennamen</translation>
        </message>
        <message>
            <source>Class now</source>
            <translation>Klasse jetzt</translation>
        </message>
        <message>
            <source>Class of the objects in the list</source>
            <translation>Klasse der Objekte in der Liste</translation>
        </message>
        <message>
            <source>Class on the ground</source>
            <translation>Klasse am Boden</translation>
        </message>
        <message>
            <source>Class raster</source>
            <translation>Klassenraster</translation>
        </message>
        <message>
            <source>Class raster with names and colours; beside it lies what is known of each pixel's class and date, for the next update.</source>
            <translation>Klassenraster mit Namen und Farben; daneben liegt für die nächste Aktualisierung, was über Klasse und Datum jedes Pixels bekannt ist.</translation>
        </message>
        <message>
            <source>Class raster with names and colours; nodata stays nodata.</source>
            <translation>Klassenraster mit Namen und Farben; Leerwerte bleiben Leerwerte.</translation>
        </message>
        <message>
            <source>Class shares</source>
            <translation>Klassenanteile</translation>
        </message>
        <message>
            <source>Class shares after</source>
            <translation>Klassenanteile nachher</translation>
        </message>
        <message>
            <source>Class shares before</source>
            <translation>Klassenanteile vorher</translation>
        </message>
        <message>
            <source>Class table</source>
            <translation>Klassentabelle</translation>
        </message>
        <message>
            <source>Class-weighted cross entropy</source>
            <translation>Klassengewichtete Kreuzentropie</translation>
        </message>
        <message>
            <source>Class-weighted loss</source>
            <translation>Klassengewichteter Verlust</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>Klassen</translation>
        </message>
        <message>
            <source>Classes (a double click changes a name; tick the rare ones):</source>
            <translation>Klassen (ein Doppelklick ändert einen Namen; haken Sie die seltenen an):</translation>
        </message>
        <message>
            <source>Classes of the dataset</source>
            <translation>Klassen des Datensatzes</translation>
        </message>
        <message>
            <source>Classes of the model</source>
            <translation>Klassen des Modells</translation>
        </message>
        <message>
            <source>Classes on the {tiles}</source>
            <translation>Klassen auf den {tiles}</translation>
        </message>
        <message>
            <source>Classes take turns, rare ones first; within a class uncertain objects of all sizes and places come first.</source>
            <translation>Die Klassen wechseln sich ab, seltene zuerst; innerhalb einer Klasse kommen unsichere Objekte aller Größen und Orte zuerst.</translation>
        </message>
        <message>
            <source>Clear the list</source>
            <translation>Liste leeren</translation>
        </message>
        <message>
            <source>Click to see it in full size.</source>
            <translation>Klicken Sie darauf, um es in voller Größe zu sehen.</translation>
        </message>
        <message>
            <source>Close this note</source>
            <translation>Hinweis schließen</translation>
        </message>
        <message>
            <source>Clouds</source>
            <translation>Wolken</translation>
        </message>
        <message>
            <source>Code of the CRS of the file, such as EPSG:25832; its unit must be the metre. Empty: that of the layer where it measures in metres, else the UTM zone of the ground, since the metres of Web Mercator are not those of the ground.</source>
            <translation>Code des KBS der Datei, etwa EPSG:25832; seine Einheit muss Meter sein. Leer: das des Layers, wenn es in Metern misst, sonst die UTM-Zone des Gebiets, denn die Meter von Web-Mercator sind nicht die am Boden.</translation>
        </message>
        <message>
            <source>Cohen's kappa</source>
            <translation>Cohens Kappa</translation>
        </message>
        <message>
            <source>Collecting objects</source>
            <translation>Objekte werden gesammelt</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <source>Colour of the class</source>
            <translation>Farbe der Klasse</translation>
        </message>
        <message>
            <source>Colour of {name}</source>
            <translation>Farbe von {name}</translation>
        </message>
        <message>
            <source>Colour tolerance</source>
            <translation>Farbtoleranz</translation>
        </message>
        <message>
            <source>Colours of all classes as #rrggbb, separated by commas, in the same order.</source>
            <translation>Farben aller Klassen als #rrggbb, durch Kommas getrennt, in derselben Reihenfolge.</translation>
        </message>
        <message>
            <source>Compare two maps</source>
            <translation>Zwei Karten vergleichen</translation>
        </message>
        <message>
            <source>Compare ways of balancing</source>
            <translation>Arten des Ausgleichens vergleichen</translation>
        </message>
        <message>
            <source>Compare with a reference</source>
            <translation>Mit Referenz vergleichen</translation>
        </message>
        <message>
            <source>Compares a class raster with a reference (class raster, polygons or sample points): confusion matrix, IoU, F1, precision and recall per class, their means, overall accuracy and kappa. When the reference is a sample of points, all of them are weighted by the mapped area of each class, and there are class areas with 95 % confidence intervals (Olofsson et al. 2014).</source>
            <translation>Vergleicht ein Klassenraster mit einer Referenz (Klassenraster, Polygone oder Stichprobenpunkte): Konfusionsmatrix, IoU, F1, Präzision und Trefferquote je Klasse, deren Mittel, Gesamtgenauigkeit und Kappa. Ist die Referenz eine Stichprobe von Punkten, sind sie alle mit der kartierten Fläche jeder Klasse gewichtet, und es kommen Klassenflächen mit 95-%-Konfidenzintervallen hinzu (Olofsson et al. 2014).</translation>
        </message>
        <message>
            <source>Compares two class rasters of the same ground, of two models or of two dates: a difference layer that shows from which class to which the ground differs, and a table of all transitions with their areas. Classes are matched by name where both maps name them, else by value. It says where the maps differ, not which of them is right: for that, use Evaluate map.</source>
            <translation>Vergleicht zwei Klassenraster desselben Gebiets, von zwei Modellen oder zwei Zeitpunkten: ein Layer der Unterschiede zeigt, von welcher Klasse zu welcher sich die Fläche unterscheidet, und eine Tabelle nennt alle Übergänge mit ihren Flächen. Klassen werden nach Namen zugeordnet, wenn beide Karten sie benennen, sonst nach Werten. Das Ergebnis sagt, wo sich die Karten unterscheiden, nicht welche recht hat: dafür gibt es „Karte bewerten“.</translation>
        </message>
        <message>
            <source>Comparing</source>
            <translation>Es wird verglichen</translation>
        </message>
        <message>
            <source>Comparison of two maps</source>
            <translation>Vergleich zweier Karten</translation>
        </message>
        <message>
            <source>Computes the same on each device, in half a minute or two</source>
            <translation>Rechnet auf jedem Gerät dasselbe; das dauert eine halbe bis zwei Minuten</translation>
        </message>
        <message>
            <source>Computing the best possible</source>
            <translation>Das Bestmögliche wird berechnet</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Konfidenz</translation>
        </message>
        <message>
            <source>Confidence raster of the map, 0 to 1; it says where the map is certain.</source>
            <translation>Konfidenzraster der Karte, 0 bis 1; es sagt, wo die Karte sicher ist.</translation>
        </message>
        <message>
            <source>Confidence raster on the same grid; empty leaves the column empty.</source>
            <translation>Konfidenzraster auf demselben Pixelgitter; ohne Angabe bleibt die Spalte leer.</translation>
        </message>
        <message>
            <source>Confusion matrix</source>
            <translation>Konfusionsmatrix</translation>
        </message>
        <message>
            <source>Confusion matrix on the {tiles}</source>
            <translation>Konfusionsmatrix auf den {tiles}</translation>
        </message>
        <message>
            <source>Context layers</source>
            <translation>Kontextlayer</translation>
        </message>
        <message>
            <source>ConvNeXt-Tiny</source>
            <translation>ConvNeXt-Tiny</translation>
        </message>
        <message>
            <source>Coordinates such as {x:g}, {y:g} do not fit the CRS {source} of their layer, or cannot be brought to {target}; assign the layer the CRS that it is in.</source>
            <translation>Koordinaten wie {x:g}, {y:g} passen nicht zum KBS {source} ihres Layers oder lassen sich nicht nach {target} bringen; weisen Sie dem Layer das KBS zu, in dem er ist.</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <source>Copies it to {folder} and opens it.</source>
            <translation>Kopiert es nach {folder} und öffnet es.</translation>
        </message>
        <message>
            <source>Copies rare objects into other tiles, at places with the surroundings they have in reality.</source>
            <translation>Kopiert seltene Objekte in andere Kacheln, an Stellen mit der Umgebung, die sie in Wirklichkeit haben.</translation>
        </message>
        <message>
            <source>Copies rare objects into other training tiles, at places with the surroundings they have in reality. Only ground that such objects really stand on is covered, never rare classes or unlabelled ground; no thing is cut and no line broken. Things (houses) are copied whole, areas (fields, ponds) are clipped to the parcel that they are put into, lines (roads) join others of their kind; which of these a class is follows from its shapes, or from the column form of the table classes. The colours are matched to the light of the new tile. The result is a dataset with the synthetic tiles added (origin synthetic), a picture of some of them beside it, and the layer objects: untick use or delete an object there, and the next run on that dataset leaves it out and makes the synthetic tiles anew. Validation and test tiles are never used.</source>
            <translation>Kopiert seltene Objekte in andere Trainingskacheln, an Stellen mit der Umgebung, die sie in Wirklichkeit haben. Bedeckt werden nur Flächen, auf denen solche Objekte wirklich stehen, nie seltene Klassen oder Flächen ohne Klassenangabe; kein Ding wird zerschnitten und keine Linie unterbrochen. Dinge (Häuser) werden ganz kopiert, Flächen (Felder, Teiche) auf die Parzelle zugeschnitten, in die sie kommen, Linien (Straßen) schließen an ihresgleichen an; was davon eine Klasse ist, ergibt sich aus ihren Formen oder aus der Spalte form der Tabelle classes. Die Farben werden an das Licht der neuen Kachel angepasst. Das Ergebnis ist ein Datensatz mit den synthetischen Kacheln (origin synthetic), ein Bild einiger davon daneben und der Layer objects: Wird dort use abgewählt oder ein Objekt gelöscht, lässt der nächste Lauf auf diesem Datensatz es aus und macht die synthetischen Kacheln neu. Validierungs- und Testkacheln werden nie verwendet.</translation>
        </message>
        <message>
            <source>Copies the selected rows, or all where one or none is selected</source>
            <translation>Kopiert die ausgewählten Zeilen, oder alle, wenn eine oder keine ausgewählt ist</translation>
        </message>
        <message>
            <source>Copies the table: {title}</source>
            <translation>Kopiert die Tabelle: {title}</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copy diagnostics</source>
            <translation>Diagnose kopieren</translation>
        </message>
        <message>
            <source>Correct and learn</source>
            <translation>Berichtigen und lernen</translation>
        </message>
        <message>
            <source>Correcting labels</source>
            <translation>Klassenangaben werden berichtigt</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Anzahl</translation>
        </message>
        <message>
            <source>Counting classes</source>
            <translation>Klassen werden gezählt</translation>
        </message>
        <message>
            <source>Create one from layers</source>
            <translation>Aus Layern erzeugen</translation>
        </message>
        <message>
            <source>Create or open a tile dataset first, on the page Data.</source>
            <translation>Erzeugen oder öffnen Sie zuerst einen Kacheldatensatz, auf der Seite „Daten“.</translation>
        </message>
        <message>
            <source>Create the tile dataset: it shows how much there is of each class.</source>
            <translation>Erzeugen Sie den Kacheldatensatz: Er zeigt, wie viel es von jeder Klasse gibt.</translation>
        </message>
        <message>
            <source>Create tile dataset</source>
            <translation>Kacheldatensatz erzeugen</translation>
        </message>
        <message>
            <source>Crop size</source>
            <translation>Ausschnittgröße</translation>
        </message>
        <message>
            <source>Crops per step; lower it when memory runs out.</source>
            <translation>Ausschnitte je Schritt; verringern Sie die Zahl, wenn der Speicher nicht reicht.</translation>
        </message>
        <message>
            <source>Crops to choose from</source>
            <translation>Ausschnitte zur Wahl</translation>
        </message>
        <message>
            <source>Cross entropy</source>
            <translation>Kreuzentropie</translation>
        </message>
        <message>
            <source>Cross entropy + Dice</source>
            <translation>Kreuzentropie + Dice</translation>
        </message>
        <message>
            <source>Custom</source>
            <translation>Eigene Werte</translation>
        </message>
        <message>
            <source>Cuts imagery and labels into tiles and writes them as one GeoPackage: a polygon per tile with the pixels of every class, divided into training, validation and test by blocks of ground, so that a model is not judged right beside what it learned from. Labels are polygons with a class field, in any CRS, or class rasters on any grid; class names and colours come from the layer's style. The imagery is not copied and no input is changed.</source>
            <translation>Zerlegt Bilddaten und Klassenangaben in Kacheln und schreibt sie als ein GeoPackage: ein Polygon je Kachel mit den Pixeln jeder Klasse, blockweise in Training, Validierung und Test aufgeteilt, damit ein Modell nicht gleich neben dem beurteilt wird, wovon es gelernt hat. Klassenangaben sind Polygone mit einem Klassenfeld in beliebigem KBS oder Klassenraster auf beliebigem Gitter; Klassennamen und Farben stammen aus dem Stil des Layers. Die Bilddaten werden nicht kopiert, und keine Eingabe wird verändert.</translation>
        </message>
        <message>
            <source>DIAO adds no more repeats once the imbalance is as low as this; 0 goes on as long as it helps.</source>
            <translation>DIAO fügt keine Wiederholungen mehr hinzu, sobald das Ungleichgewicht so niedrig ist; 0 macht weiter, solange es hilft.</translation>
        </message>
        <message>
            <source>DIAO maps rare land cover: it learns from your labels and gives rare classes the weight that they need. The steps above lead from layers to a map; your data stay on this computer.</source>
            <translation>DIAO kartiert seltene Landbedeckung: Es lernt aus Ihren Klassenangaben und gibt seltenen Klassen das Gewicht, das sie brauchen. Die Schritte oben führen von Layern zur Karte; Ihre Daten bleiben auf diesem Rechner.</translation>
        </message>
        <message>
            <source>DIAO options …</source>
            <translation>DIAO-Optionen …</translation>
        </message>
        <message>
            <source>DIAO sample</source>
            <translation>DIAO-Beispiel</translation>
        </message>
        <message>
            <source>DIAO's engine runs in a Python environment of its own, which is not set up yet. It is made in your data folder; QGIS's own Python stays as it is.</source>
            <translation>Die Engine von DIAO läuft in einer eigenen Python-Umgebung, die noch nicht eingerichtet ist. Sie entsteht in Ihrem Datenordner; das Python von QGIS bleibt, wie es ist.</translation>
        </message>
        <message>
            <source>DIAO: checking the Python</source>
            <translation>DIAO: das Python wird geprüft</translation>
        </message>
        <message>
            <source>DIAO: checking the {size} environment</source>
            <translation>DIAO: die Umgebung {size} wird geprüft</translation>
        </message>
        <message>
            <source>DIAO: looking at this computer</source>
            <translation>DIAO: dieser Rechner wird angesehen</translation>
        </message>
        <message>
            <source>DIAO: map the rare classes</source>
            <translation>DIAO: die seltenen Klassen kartieren</translation>
        </message>
        <message>
            <source>DIAO: removing the {size} environment</source>
            <translation>DIAO: die Umgebung {size} wird entfernt</translation>
        </message>
        <message>
            <source>DIAO: setting up the {size} environment</source>
            <translation>DIAO: die Umgebung {size} wird eingerichtet</translation>
        </message>
        <message>
            <source>DIAO: testing the devices</source>
            <translation>DIAO: Geräte werden geprüft</translation>
        </message>
        <message>
            <source>DIAO: the tiles that bring the shares closest to the target (recommended)</source>
            <translation>DIAO: die Kacheln, die die Anteile dem Ziel am nächsten bringen (empfohlen)</translation>
        </message>
        <message>
            <source>DIAO: welcome and sample</source>
            <translation>DIAO: Einstieg und Beispiel</translation>
        </message>
        <message>
            <source>DIAO: work folder</source>
            <translation>DIAO: Arbeitsordner</translation>
        </message>
        <message>
            <source>Dask scheduler</source>
            <translation>Dask-Scheduler</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Daten</translation>
        </message>
        <message>
            <source>Dataset with reviewed tiles</source>
            <translation>Datensatz mit beurteilten Kacheln</translation>
        </message>
        <message>
            <source>Dataset with synthetic tiles</source>
            <translation>Datensatz mit synthetischen Kacheln</translation>
        </message>
        <message>
            <source>Datasets, models and maps are kept here. What lies in another folder stays there when you change it.</source>
            <translation>Hier liegen Datensätze, Modelle und Karten. Was in einem anderen Ordner liegt, bleibt dort, wenn Sie ihn wechseln.</translation>
        </message>
        <message>
            <source>Date of the imagery</source>
            <translation>Datum der Bilder</translation>
        </message>
        <message>
            <source>Date of the map so far</source>
            <translation>Datum der bisherigen Karte</translation>
        </message>
        <message>
            <source>Dating the changes</source>
            <translation>Änderungen werden datiert</translation>
        </message>
        <message>
            <source>DeepGlobe land cover</source>
            <translation>DeepGlobe-Landbedeckung</translation>
        </message>
        <message>
            <source>DeepLabV3+</source>
            <translation>DeepLabV3+</translation>
        </message>
        <message>
            <source>Describe model</source>
            <translation>Modell beschreiben</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message>
            <source>Deviation</source>
            <translation>Abweichung</translation>
        </message>
        <message>
            <source>Deviation per band</source>
            <translation>Abweichung je Kanal</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <source>Device {device} cannot be used: {reason}; choose auto or cpu, or set up an engine with GPU support.</source>
            <translation>Das Gerät {device} ist nicht nutzbar: {reason}; wählen Sie auto oder cpu, oder richten Sie eine Engine mit GPU-Unterstützung ein.</translation>
        </message>
        <message>
            <source>Device: the Apple GPU, found when the engine was set up.</source>
            <translation>Gerät: die Apple-GPU, gefunden, als die Engine eingerichtet wurde.</translation>
        </message>
        <message>
            <source>Device: the CPU; the engine found no GPU that it can use when it was set up.</source>
            <translation>Gerät: die CPU; die Engine fand keine GPU, die sie verwenden kann, als sie eingerichtet wurde.</translation>
        </message>
        <message>
            <source>Device: the GPU if the engine finds one, else the CPU; which one is shown here once it trains.</source>
            <translation>Gerät: die GPU, wenn die Engine eine findet, sonst die CPU; welches es ist, steht hier, sobald das Training läuft.</translation>
        </message>
        <message>
            <source>Device: the GPU {name}, found when the engine was set up.</source>
            <translation>Gerät: die GPU {name}, gefunden, als die Engine eingerichtet wurde.</translation>
        </message>
        <message>
            <source>Device: {name}, as Settings &gt; Options &gt; DIAO says.</source>
            <translation>Gerät: {name}, wie unter Einstellungen &gt; Optionen &gt; DIAO angegeben.</translation>
        </message>
        <message>
            <source>Device: {name}, as chosen.</source>
            <translation>Gerät: {name}, wie gewählt.</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Geräte</translation>
        </message>
        <message>
            <source>Dice</source>
            <translation>Dice</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>Unterschied</translation>
        </message>
        <message>
            <source>Difference layer</source>
            <translation>Layer der Unterschiede</translation>
        </message>
        <message>
            <source>Difference {n}:</source>
            <translation>Unterschied {n}:</translation>
        </message>
        <message>
            <source>Difference {n}: {before} to {after}</source>
            <translation>Unterschied {n}: {before} zu {after}</translation>
        </message>
        <message>
            <source>Distance from equal class shares after, as KL divergence in nats</source>
            <translation>Abstand von gleichen Klassenanteilen nachher, als KL-Divergenz in Nat</translation>
        </message>
        <message>
            <source>Distance from equal class shares before, as KL divergence in nats</source>
            <translation>Abstand von gleichen Klassenanteilen vorher, als KL-Divergenz in Nat</translation>
        </message>
        <message>
            <source>Divide pixel values by</source>
            <translation>Pixelwerte teilen durch</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Downloading the weights of {encoder}</source>
            <translation>Gewichte von {encoder} werden heruntergeladen</translation>
        </message>
        <message>
            <source>Draw sample points</source>
            <translation>Stichprobe ziehen</translation>
        </message>
        <message>
            <source>Drawing points</source>
            <translation>Punkte werden gezogen</translation>
        </message>
        <message>
            <source>Drawing polygons</source>
            <translation>Polygone werden gezeichnet</translation>
        </message>
        <message>
            <source>Drawing the differences</source>
            <translation>Unterschiede werden gezeichnet</translation>
        </message>
        <message>
            <source>Drawing the map</source>
            <translation>Karte wird gezeichnet</translation>
        </message>
        <message>
            <source>Draws random points on each class of a map, for you to say what is really there: the layer comes with a form of the map's classes, and hides what the map says. Evaluate map then tells from it how good the map is, and how large each class really is, with 95 % confidence intervals (Olofsson et al. 2014). The points are numbered in random order, so you may stop after any of them.</source>
            <translation>Zieht Zufallspunkte auf jeder Klasse einer Karte, an denen Sie sagen, was wirklich dort ist: Der Layer bringt ein Formular mit den Klassen der Karte mit und verbirgt, was die Karte sagt. „Karte bewerten“ sagt daraus, wie gut die Karte ist und wie groß jede Klasse wirklich ist, mit 95-%-Konfidenzintervallen (Olofsson et al. 2014). Die Punkte sind in zufälliger Reihenfolge nummeriert, Sie können also nach jedem aufhören.</translation>
        </message>
        <message>
            <source>Drop one file at a time: a tile dataset or a model.</source>
            <translation>Legen Sie jeweils eine Datei ab: einen Kacheldatensatz oder ein Modell.</translation>
        </message>
        <message>
            <source>Dynamic sampling</source>
            <translation>Dynamische Auswahl</translation>
        </message>
        <message>
            <source>Dynamic: more of the classes seen too seldom so far (recommended)</source>
            <translation>Dynamisch: mehr von den bisher zu selten gesehenen Klassen (empfohlen)</translation>
        </message>
        <message>
            <source>Each image is mapped as it is, 10 % darker and 10 % brighter, and what the model says counts by the least certain of the three, so that other light is not taken for a change; three times the work of the model.</source>
            <translation>Jedes Bild wird so, wie es ist, 10 % dunkler und 10 % heller kartiert, und was das Modell sagt, zählt nach dem unsichersten der drei Male, damit anderes Licht nicht für eine Änderung gehalten wird; dreimal so viel Arbeit für das Modell.</translation>
        </message>
        <message>
            <source>Each image that has arrived whole in a folder, or is new in a STAC catalogue, brings a map up to date, with the model and the settings above. This goes on beside your work while the project is open; started again, it goes on where it was.</source>
            <translation>Jedes Bild, das vollständig in einem Ordner angekommen oder in einem STAC-Katalog neu ist, bringt eine Karte auf den neuesten Stand, mit dem Modell und den Einstellungen oben. Das läuft neben Ihrer Arbeit, solange das Projekt offen ist; neu gestartet, macht es dort weiter, wo es war.</translation>
        </message>
        <message>
            <source>Effective tiles</source>
            <translation>Effektive Kacheln</translation>
        </message>
        <message>
            <source>EfficientNet-B3</source>
            <translation>EfficientNet-B3</translation>
        </message>
        <message>
            <source>EfficientNet-Lite0 (small)</source>
            <translation>EfficientNet-Lite0 (klein)</translation>
        </message>
        <message>
            <source>Effort</source>
            <translation>Aufwand</translation>
        </message>
        <message>
            <source>Encoder</source>
            <translation>Encoder</translation>
        </message>
        <message>
            <source>Encoder weights</source>
            <translation>Gewichte des Encoders</translation>
        </message>
        <message>
            <source>End the training with this epoch; the model is that of the best epoch so far.</source>
            <translation>Das Training mit dieser Epoche beenden; das Modell ist das der bisher besten Epoche.</translation>
        </message>
        <message>
            <source>Environments of {path} do not run; a standalone Python {version} is fetched instead.</source>
            <translation>Umgebungen von {path} laufen nicht; stattdessen wird ein eigenständiges Python {version} geholt.</translation>
        </message>
        <message>
            <source>Epoch {epoch} of {epochs}</source>
            <translation>Epoche {epoch} von {epochs}</translation>
        </message>
        <message>
            <source>Epoch {n}</source>
            <translation>Epoche {n}</translation>
        </message>
        <message>
            <source>Epoch {n}: {values}</source>
            <translation>Epoche {n}: {values}</translation>
        </message>
        <message>
            <source>Epoch {step}: {values}</source>
            <translation>Epoche {step}: {values}</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>Epochen</translation>
        </message>
        <message>
            <source>Epochs without progress</source>
            <translation>Epochen ohne Fortschritt</translation>
        </message>
        <message>
            <source>Equal shares for all classes</source>
            <translation>Gleiche Anteile für alle Klassen</translation>
        </message>
        <message>
            <source>Equal: as many for each class</source>
            <translation>Gleich: für jede Klasse ebenso viele</translation>
        </message>
        <message>
            <source>Estimated for the ground: overall accuracy {value:.3f} ± {half_width:.3f} (95 % confidence).</source>
            <translation>Geschätzt für die ganze Fläche: Gesamtgenauigkeit {value:.3f} ± {half_width:.3f} (95 % Konfidenz).</translation>
        </message>
        <message>
            <source>Estimates for the ground</source>
            <translation>Schätzungen für die ganze Fläche</translation>
        </message>
        <message>
            <source>Evaluate map</source>
            <translation>Karte bewerten</translation>
        </message>
        <message>
            <source>Evaluation of a map</source>
            <translation>Bewertung einer Karte</translation>
        </message>
        <message>
            <source>Every class needs a name of its own.</source>
            <translation>Jede Klasse braucht einen eigenen Namen.</translation>
        </message>
        <message>
            <source>Every training tile has 0 repeats; set repeats to 1 or more for the tiles to train on.</source>
            <translation>Jede Trainingskachel hat 0 Wiederholungen; setzen Sie repeats bei den Kacheln, mit denen trainiert werden soll, auf 1 oder mehr.</translation>
        </message>
        <message>
            <source>Everything comes from the folder {folder}.</source>
            <translation>Alles kommt aus dem Ordner {folder}.</translation>
        </message>
        <message>
            <source>Everything runs on the CPU, since no GPU that can be used was found.</source>
            <translation>Alles läuft auf der CPU, denn es wurde keine nutzbare GPU gefunden.</translation>
        </message>
        <message>
            <source>Everything runs on the CPU, since {gpu} needs a driver of version {needed} or newer and has {driver}; update the driver, then set up again.</source>
            <translation>Alles läuft auf der CPU, denn {gpu} braucht einen Treiber ab Version {needed} und hat {driver}; aktualisieren Sie den Treiber und richten Sie dann neu ein.</translation>
        </message>
        <message>
            <source>Expected accuracies</source>
            <translation>Erwartete Genauigkeiten</translation>
        </message>
        <message>
            <source>Extent</source>
            <translation>Ausdehnung</translation>
        </message>
        <message>
            <source>Extra repeats</source>
            <translation>Zusätzliche Wiederholungen</translation>
        </message>
        <message>
            <source>F1</source>
            <translation>F1</translation>
        </message>
        <message>
            <source>FLAIR</source>
            <translation>FLAIR</translation>
        </message>
        <message>
            <source>Feature pyramid network</source>
            <translation>Merkmalspyramiden-Netz (FPN)</translation>
        </message>
        <message>
            <source>Fetch imagery from the network</source>
            <translation>Bilddaten aus dem Netz holen</translation>
        </message>
        <message>
            <source>Fetch imagery from the network…</source>
            <translation>Bilddaten aus dem Netz holen …</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>File of the model</source>
            <translation>Datei des Modells</translation>
        </message>
        <message>
            <source>File of the tile dataset</source>
            <translation>Datei des Kacheldatensatzes</translation>
        </message>
        <message>
            <source>File: {path}</source>
            <translation>Datei: {path}</translation>
        </message>
        <message>
            <source>Filled tiles are shown to the training several times, hatched ones are synthetic. Pasted objects lie on top in the colours of their classes; below them, the objects that they were copied from.</source>
            <translation>Gefüllte Kacheln werden dem Training mehrmals gezeigt, schraffierte sind synthetisch. Eingefügte Objekte liegen obenauf in den Farben ihrer Klassen, darunter die Objekte, von denen sie kopiert wurden.</translation>
        </message>
        <message>
            <source>Finding objects</source>
            <translation>Objekte werden gesucht</translation>
        </message>
        <message>
            <source>First map</source>
            <translation>Erste Karte</translation>
        </message>
        <message>
            <source>First map (ha)</source>
            <translation>Erste Karte (ha)</translation>
        </message>
        <message>
            <source>First map (pixels)</source>
            <translation>Erste Karte (Pixel)</translation>
        </message>
        <message>
            <source>Focal</source>
            <translation>Fokal</translation>
        </message>
        <message>
            <source>Focal + Dice</source>
            <translation>Fokal + Dice</translation>
        </message>
        <message>
            <source>Focal loss</source>
            <translation>Fokaler Verlust</translation>
        </message>
        <message>
            <source>Fold</source>
            <translation>Teil</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Folder of the results</source>
            <translation>Ordner der Ergebnisse</translation>
        </message>
        <message>
            <source>Folder of virtual rasters</source>
            <translation>Ordner für virtuelle Raster</translation>
        </message>
        <message>
            <source>Folder that images arrive in</source>
            <translation>Ordner, in dem Bilder ankommen</translation>
        </message>
        <message>
            <source>Folder that images arrive in, or STAC catalogue</source>
            <translation>Ordner, in dem Bilder ankommen, oder STAC-Katalog</translation>
        </message>
        <message>
            <source>For the targets Recommended and Half-way to equal shares: 0 wants equal shares, 1 leaves the shares as they are, 0.5 is half-way.</source>
            <translation>Für die Ziele „Empfohlen“ und „Auf halbem Weg zu gleichen Anteilen“: 0 will gleiche Anteile, 1 lässt die Anteile, wie sie sind, 0,5 liegt auf halbem Weg.</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>Found out from the folder</source>
            <translation>Aus dem Ordner ermittelt</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>From the sample, weighted by the mapped area of each class, with 95 % confidence intervals (Olofsson et al. 2014). Valid for a random sample, or one that is random within the classes of this map.</source>
            <translation>Aus der Stichprobe, gewichtet mit der kartierten Fläche jeder Klasse, mit 95-%-Konfidenzintervallen (Olofsson et al. 2014). Gültig für eine Zufallsstichprobe oder eine, die innerhalb der Klassen dieser Karte zufällig ist.</translation>
        </message>
        <message>
            <source>From which confidence on the map is certain.</source>
            <translation>Ab welcher Konfidenz die Karte als sicher gilt.</translation>
        </message>
        <message>
            <source>From which confidence on the model's class counts; less certain ground stays as it is. Higher gives fewer false changes.</source>
            <translation>Ab welcher Konfidenz die Klasse des Modells zählt; was weniger sicher ist, bleibt, wie es ist. Ein höherer Wert gibt weniger falsche Änderungen.</translation>
        </message>
        <message>
            <source>From {first} to {second}. {count:,} pixels compared.</source>
            <translation>Von {first} zu {second}. {count:,} Pixel verglichen.</translation>
        </message>
        <message>
            <source>From → to</source>
            <translation>Von → zu</translation>
        </message>
        <message>
            <source>GPU {name} (CUDA)</source>
            <translation>GPU {name} (CUDA)</translation>
        </message>
        <message>
            <source>Gain</source>
            <translation>Gewinn</translation>
        </message>
        <message>
            <source>Gained</source>
            <translation>Gewonnen</translation>
        </message>
        <message>
            <source>Gains in mean IoU, training by training</source>
            <translation>Gewinne an mittlerer IoU, Training für Training</translation>
        </message>
        <message>
            <source>GeoPackage (*.gpkg)</source>
            <translation>GeoPackage (*.gpkg)</translation>
        </message>
        <message>
            <source>Give objects of the list a verdict first.</source>
            <translation>Geben Sie zuerst Objekten der Liste ein Urteil.</translation>
        </message>
        <message>
            <source>Go back to {name}; both files stay.</source>
            <translation>Zurück zu {name}; beide Dateien bleiben.</translation>
        </message>
        <message>
            <source>Go on training with it …</source>
            <translation>Damit weiter trainieren …</translation>
        </message>
        <message>
            <source>Go on with an interrupted training</source>
            <translation>Unterbrochenes Training fortsetzen</translation>
        </message>
        <message>
            <source>Go on with its result</source>
            <translation>Mit seinem Ergebnis weiterarbeiten</translation>
        </message>
        <message>
            <source>Goes to the page Train, filled in: on the new dataset, from the model of this map where that was trained here.</source>
            <translation>Geht zur Seite Trainieren und füllt sie aus: mit dem neuen Datensatz und, wenn es hier trainiert wurde, dem Modell dieser Karte als Ausgangspunkt.</translation>
        </message>
        <message>
            <source>Going on after epoch {epoch} of an interrupted training.</source>
            <translation>Es geht nach Epoche {epoch} eines unterbrochenen Trainings weiter.</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>Gut</translation>
        </message>
        <message>
            <source>HTML page with classes, bands, origin and figures of the model.</source>
            <translation>HTML-Seite mit Klassen, Kanälen, Herkunft und Kennzahlen des Modells.</translation>
        </message>
        <message>
            <source>HTML page with learning curves, the per-class table and the confusion matrix.</source>
            <translation>HTML-Seite mit Lernkurven, der Tabelle je Klasse und der Konfusionsmatrix.</translation>
        </message>
        <message>
            <source>HTML page with the class shares as bars and tables.</source>
            <translation>HTML-Seite mit den Klassenanteilen als Balken und Tabellen.</translation>
        </message>
        <message>
            <source>HTML page with the class shares before and after, the best possible imbalance and the tiles that are repeated most.</source>
            <translation>HTML-Seite mit den Klassenanteilen vorher und nachher, dem bestmöglichen Ungleichgewicht und den am häufigsten wiederholten Kacheln.</translation>
        </message>
        <message>
            <source>HTML page with the comparison: means, gains with intervals, and gains of each training.</source>
            <translation>HTML-Seite mit dem Vergleich: Mittelwerte, Gewinne mit Intervallen und Gewinne jedes Trainings.</translation>
        </message>
        <message>
            <source>HTML page with the confusion matrix, the per-class table and the area estimates.</source>
            <translation>HTML-Seite mit der Konfusionsmatrix, der Tabelle je Klasse und den Flächenschätzungen.</translation>
        </message>
        <message>
            <source>HTML page with the largest transitions, gains and losses of each class, and the whole matrix.</source>
            <translation>HTML-Seite mit den größten Übergängen, Gewinnen und Verlusten jeder Klasse und der ganzen Matrix.</translation>
        </message>
        <message>
            <source>HTML page with what was pasted and rejected, the class shares before and after, and pictures of tiles.</source>
            <translation>HTML-Seite mit dem Eingefügten und Verworfenen, den Klassenanteilen vorher und nachher und Bildern von Kacheln.</translation>
        </message>
        <message>
            <source>Half the 95 % confidence interval of the overall accuracy, of a sample of points</source>
            <translation>Halbes 95-%-Konfidenzintervall der Gesamtgenauigkeit, bei einer Stichprobe von Punkten</translation>
        </message>
        <message>
            <source>Half-way to equal shares</source>
            <translation>Auf halbem Weg zu gleichen Anteilen</translation>
        </message>
        <message>
            <source>Help on this page</source>
            <translation>Hilfe zu dieser Seite</translation>
        </message>
        <message>
            <source>Hide the maps while objects are looked at</source>
            <translation>Karten ausblenden, während Objekte betrachtet werden</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Hoch</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>How far neighbouring tiles overlap; 0 for none.</source>
            <translation>Wie weit benachbarte Kacheln überlappen; 0 für keine Überlappung.</translation>
        </message>
        <message>
            <source>How far neighbouring windows overlap; empty means what the model's card says.</source>
            <translation>Wie weit benachbarte Fenster überlappen; leer heißt, was der Steckbrief des Modells angibt.</translation>
        </message>
        <message>
            <source>How far the class shares of the training are from the target (KL divergence in nats): with the real tiles alone, with the tiles as they are now, and what no repeats can go below.</source>
            <translation>Wie weit die Klassenanteile im Training vom Ziel entfernt sind (KL-Divergenz in Nat): mit den echten Kacheln allein, mit den Kacheln, wie sie jetzt sind, und was keine Wiederholungen unterschreiten können.</translation>
        </message>
        <message>
            <source>How far the class shares of the training tiles are from equal shares (0 = equal), as KL divergence in nats</source>
            <translation>Wie weit die Klassenanteile der Trainingskacheln von gleichen Anteilen entfernt sind (0 = gleich), als KL-Divergenz in Nat</translation>
        </message>
        <message>
            <source>How far the colour of a mask's pixel may lie from a colour of the class table and still be that class, as a distance in red, green and blue (0 to 441); 0 takes exact colours only. Masks that were saved as JPEG need some.</source>
            <translation>Wie weit die Farbe eines Maskenpixels von einer Farbe der Klassentabelle abweichen darf und noch zu dieser Klasse zählt, als Abstand in Rot, Grün und Blau (0 bis 441); 0 nimmt nur genaue Farben. Als JPEG gespeicherte Masken brauchen etwas Spielraum.</translation>
        </message>
        <message>
            <source>How far the surroundings of an object reach, by which places are judged.</source>
            <translation>Wie weit die Umgebung eines Objekts reicht, nach der Stellen beurteilt werden.</translation>
        </message>
        <message>
            <source>How good is this map?</source>
            <translation>Wie gut ist diese Karte?</translation>
        </message>
        <message>
            <source>How large the steps of the training are at most, for the encoder (AdamW, one cycle); the decoder, which starts from nothing, learns 5 times as fast.</source>
            <translation>Wie groß die Schritte des Trainings höchstens sind, für den Encoder (AdamW, ein Zyklus); der Decoder, der bei null beginnt, lernt 5-mal so schnell.</translation>
        </message>
        <message>
            <source>How many GPUs of this computer share each batch; 0 means all, as far as a batch has crops for them. It pays with large batches, so raise Batch size with it. With CPU as the device, so many processes share it.</source>
            <translation>Wie viele GPUs dieses Rechners sich jeden Stapel teilen; 0 heißt alle, soweit ein Stapel Ausschnitte für sie hat. Das lohnt sich bei großen Stapeln, erhöhen Sie also die Stapelgröße mit. Ist CPU als Gerät gewählt, teilen sich so viele Prozesse die Arbeit.</translation>
        </message>
        <message>
            <source>How many items of a collection, a search or a catalogue to open at most; the newest come first.</source>
            <translation>Wie viele Items einer Sammlung, einer Suche oder eines Katalogs höchstens geöffnet werden; die neuesten zuerst.</translation>
        </message>
        <message>
            <source>How many pixels may be asked for: a server may shut out who asks for too much.</source>
            <translation>Wie viele Pixel angefragt werden dürfen: Ein Server kann sperren, wer zu viel anfragt.</translation>
        </message>
        <message>
            <source>How many repeats may be added, in per cent of the number of training tiles.</source>
            <translation>Wie viele Wiederholungen hinzukommen dürfen, in Prozent der Zahl der Trainingskacheln.</translation>
        </message>
        <message>
            <source>How many synthetic tiles are made, in per cent of the number of training tiles.</source>
            <translation>Wie viele synthetische Kacheln entstehen, in Prozent der Zahl der Trainingskacheln.</translation>
        </message>
        <message>
            <source>How much of what the map calls a class is expected to be right, 0 to 1: one number for all classes, or name=number for some, separated by commas. Unnamed classes have 0.9, or 0.7 below an even share of the map. Used by the optimal allocation and the wanted standard error.</source>
            <translation>Welcher Anteil dessen, was die Karte als eine Klasse zeigt, vermutlich stimmt, 0 bis 1: eine Zahl für alle Klassen oder Name=Zahl für einzelne, durch Kommas getrennt. Nicht genannte Klassen haben 0.9, unter einem gleichen Anteil an der Karte 0.7. Gebraucht von der optimalen Aufteilung und vom gewünschten Standardfehler.</translation>
        </message>
        <message>
            <source>How much the size of an object may change: 0.2 is up to 20 %, 0 keeps sizes. Lines always keep theirs.</source>
            <translation>Wie stark sich die Größe eines Objekts ändern darf: 0,2 heißt bis zu 20 %, 0 behält die Größen bei. Linien behalten ihre immer.</translation>
        </message>
        <message>
            <source>How often each method is trained, with other random numbers each time. One training cannot tell a gain from chance; five are good.</source>
            <translation>Wie oft jede Methode trainiert wird, jedes Mal mit anderen Zufallszahlen. Ein Training kann einen Gewinn nicht vom Zufall unterscheiden; fünf sind gut.</translation>
        </message>
        <message>
            <source>How often the training goes through the tiles.</source>
            <translation>Wie oft das Training die Kacheln durchläuft.</translation>
        </message>
        <message>
            <source>How strongly DIAO spreads the repeats over many tiles instead of taking the same few: 0 looks at the class shares alone, more spreads them further.</source>
            <translation>Wie stark DIAO die Wiederholungen auf viele Kacheln verteilt, statt immer dieselben zu nehmen: 0 achtet nur auf die Klassenanteile, mehr verteilt sie weiter.</translation>
        </message>
        <message>
            <source>How the crops that the training sees are chosen; with dynamic sampling neither repeats nor a class-weighted loss are needed.</source>
            <translation>Wie die Ausschnitte gewählt werden, die das Training sieht; mit der dynamischen Auswahl braucht es weder Wiederholungen noch einen klassengewichteten Verlust.</translation>
        </message>
        <message>
            <source>How the folder is arranged.</source>
            <translation>Wie der Ordner aufgebaut ist.</translation>
        </message>
        <message>
            <source>How the pixels of an object are fitted into a tile.</source>
            <translation>Wie die Pixel eines Objekts in eine Kachel eingepasst werden.</translation>
        </message>
        <message>
            <source>How the points are shared among the classes. Whichever it is, the estimates are right: each class counts by its area.</source>
            <translation>Wie die Punkte auf die Klassen verteilt werden. Die Schätzungen stimmen mit jeder: Jede Klasse zählt nach ihrer Fläche.</translation>
        </message>
        <message>
            <source>How the repeats are chosen.</source>
            <translation>Wie die Wiederholungen gewählt werden.</translation>
        </message>
        <message>
            <source>How typical the surroundings of a place must be: at 0.1 nine in ten real objects would pass, at 0.5 half of them; 0 takes every place that may be covered.</source>
            <translation>Wie typisch die Umgebung einer Stelle sein muss: Bei 0,1 würden neun von zehn echten Objekten bestehen, bei 0,5 die Hälfte; 0 nimmt jede Stelle, die bedeckt werden darf.</translation>
        </message>
        <message>
            <source>ISPRS Potsdam</source>
            <translation>ISPRS Potsdam</translation>
        </message>
        <message>
            <source>ISPRS Vaihingen</source>
            <translation>ISPRS Vaihingen</translation>
        </message>
        <message>
            <source>If a training with the same settings into the same file was interrupted, go on where it stopped; else begin anew.</source>
            <translation>Wurde ein Training mit denselben Einstellungen in dieselbe Datei unterbrochen, dort weitermachen, wo es stehen blieb; sonst von vorn beginnen.</translation>
        </message>
        <message>
            <source>Image {number} of {count}: {name}, of {date}.</source>
            <translation>Bild {number} von {count}: {name}, vom {date}.</translation>
        </message>
        <message>
            <source>ImageNet (downloaded)</source>
            <translation>ImageNet (heruntergeladen)</translation>
        </message>
        <message>
            <source>Imagery</source>
            <translation>Bilddaten</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Images and masks paired by name</source>
            <translation>Bilder und Masken, nach Namen gepaart</translation>
        </message>
        <message>
            <source>Imbalance (0 = as wanted)</source>
            <translation>Ungleichgewicht (0 = wie gewünscht)</translation>
        </message>
        <message>
            <source>Imbalance (KL divergence in nats; 0 = as wanted)</source>
            <translation>Ungleichgewicht (KL-Divergenz in Nat; 0 = wie gewünscht)</translation>
        </message>
        <message>
            <source>Imbalance after (0 = as wanted), as KL divergence in nats</source>
            <translation>Ungleichgewicht nachher (0 = wie gewünscht), als KL-Divergenz in Nat</translation>
        </message>
        <message>
            <source>Imbalance before (0 = as wanted), as KL divergence in nats</source>
            <translation>Ungleichgewicht vorher (0 = wie gewünscht), als KL-Divergenz in Nat</translation>
        </message>
        <message>
            <source>Imbalance is how far the class shares of the training are from the target: 0 where they are as wanted (KL divergence in nats).</source>
            <translation>Ungleichgewicht heißt, wie weit die Klassenanteile im Training vom Ziel entfernt sind: 0, wo sie wie gewünscht sind (KL-Divergenz in Nat).</translation>
        </message>
        <message>
            <source>Imbalance of the training tiles (0 = as wanted): how far their class shares are from the target of the dataset's last step, or from equal shares where no step has set one, as KL divergence in nats</source>
            <translation>Ungleichgewicht der Trainingskacheln (0 = wie gewünscht): wie weit ihre Klassenanteile vom Ziel des letzten Schritts entfernt sind oder, wo kein Schritt eines gesetzt hat, von gleichen Anteilen, als KL-Divergenz in Nat</translation>
        </message>
        <message>
            <source>Imbalance of the training tiles: {even:imbalance} from equal shares (0 = equal).</source>
            <translation>Ungleichgewicht der Trainingskacheln: {even:imbalance} gegenüber gleichen Anteilen (0 = gleich).</translation>
        </message>
        <message>
            <source>Imbalance of the training tiles: {target:imbalance} from the target of the last step (0 = as wanted), {even:imbalance} from equal shares.</source>
            <translation>Ungleichgewicht der Trainingskacheln: {target:imbalance} gegenüber dem Ziel des letzten Schritts (0 = wie gewünscht), {even:imbalance} gegenüber gleichen Anteilen.</translation>
        </message>
        <message>
            <source>Imbalance shown</source>
            <translation>Gezeigtes Ungleichgewicht</translation>
        </message>
        <message>
            <source>Imbalance {value} (0 = as wanted)</source>
            <translation>Ungleichgewicht {value} (0 = wie gewünscht)</translation>
        </message>
        <message>
            <source>Import image and mask folder</source>
            <translation>Ordner mit Bildern und Masken importieren</translation>
        </message>
        <message>
            <source>Import one from a folder</source>
            <translation>Aus einem Ordner importieren</translation>
        </message>
        <message>
            <source>In map (pixels)</source>
            <translation>In der Karte (Pixel)</translation>
        </message>
        <message>
            <source>In map (sample points)</source>
            <translation>In der Karte (Stichprobenpunkte)</translation>
        </message>
        <message>
            <source>In reference (pixels)</source>
            <translation>In der Referenz (Pixel)</translation>
        </message>
        <message>
            <source>In reference (sample points)</source>
            <translation>In der Referenz (Stichprobenpunkte)</translation>
        </message>
        <message>
            <source>In the bank</source>
            <translation>Im Vorrat</translation>
        </message>
        <message>
            <source>Input</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <source>Intersection over union on the held-out tiles, 0 to 1</source>
            <translation>Intersection over Union auf den zurückgehaltenen Kacheln, 0 bis 1</translation>
        </message>
        <message>
            <source>Intersection over union, 0 to 1</source>
            <translation>Intersection over Union, 0 bis 1</translation>
        </message>
        <message>
            <source>Into how many parts the training ground is divided; each in turn is measured on and not trained on (folds of a cross-validation). 0 measures on the validation tiles, or on 3 parts where there are none.</source>
            <translation>In wie viele Teile das Trainingsgebiet geteilt wird; auf jedem wird reihum gemessen und dann nicht trainiert (Kreuzvalidierung). 0 misst auf den Validierungskacheln oder, wo es keine gibt, auf 3 Teilen.</translation>
        </message>
        <message>
            <source>Inverse class frequency</source>
            <translation>Inverse Klassenhäufigkeit</translation>
        </message>
        <message>
            <source>IoU</source>
            <translation>IoU</translation>
        </message>
        <message>
            <source>IoU before</source>
            <translation>IoU vorher</translation>
        </message>
        <message>
            <source>IoU in validation</source>
            <translation>IoU in der Validierung</translation>
        </message>
        <message>
            <source>IoU now</source>
            <translation>IoU jetzt</translation>
        </message>
        <message>
            <source>IoU of each class</source>
            <translation>IoU jeder Klasse</translation>
        </message>
        <message>
            <source>IoU of rare classes</source>
            <translation>IoU der seltenen Klassen</translation>
        </message>
        <message>
            <source>IoU of the classes in the best epoch</source>
            <translation>IoU der Klassen in der besten Epoche</translation>
        </message>
        <message>
            <source>IoU per class</source>
            <translation>IoU je Klasse</translation>
        </message>
        <message>
            <source>IoU per class in epoch {n}, the best so far:</source>
            <translation>IoU je Klasse in Epoche {n}, der bisher besten:</translation>
        </message>
        <message>
            <source>IoU per class in epoch {n}, which the model holds:</source>
            <translation>IoU je Klasse in Epoche {n}, die das Modell enthält:</translation>
        </message>
        <message>
            <source>Is it worth it here?</source>
            <translation>Lohnt es sich hier?</translation>
        </message>
        <message>
            <source>It cannot be started.</source>
            <translation>Es lässt sich nicht starten.</translation>
        </message>
        <message>
            <source>It runs in 16 bits, whose results differ by at most {difference:.1%} of the largest.</source>
            <translation>Es rechnet mit 16 Bit; die Ergebnisse weichen um höchstens {difference:.1%} des größten Werts ab.</translation>
        </message>
        <message>
            <source>It stands with the classes, on the page Data, and holds for all steps.</source>
            <translation>Es steht bei den Klassen, auf der Seite „Daten“, und gilt für alle Schritte.</translation>
        </message>
        <message>
            <source>JSON</source>
            <translation>JSON</translation>
        </message>
        <message>
            <source>Judge the points</source>
            <translation>Punkte beurteilen</translation>
        </message>
        <message>
            <source>Judged polygons</source>
            <translation>Beurteilte Polygone</translation>
        </message>
        <message>
            <source>Keep nothing</source>
            <translation>Nichts behalten</translation>
        </message>
        <message>
            <source>Keep the dataset as</source>
            <translation>Datensatz behalten als</translation>
        </message>
        <message>
            <source>Keep the files in</source>
            <translation>Dateien behalten in</translation>
        </message>
        <message>
            <source>Keep the tile dataset as</source>
            <translation>Kacheldatensatz behalten als</translation>
        </message>
        <message>
            <source>Keep them there</source>
            <translation>Dort aufbewahren</translation>
        </message>
        <message>
            <source>Keep with the model</source>
            <translation>Beim Modell behalten</translation>
        </message>
        <message>
            <source>Keeping the parts beside the map</source>
            <translation>Teile werden neben der Karte behalten</translation>
        </message>
        <message>
            <source>Keeps the model steady by averaging its weights over the last steps; this share of the average stays at each step, 0 switches it off.</source>
            <translation>Hält das Modell ruhig, indem seine Gewichte über die letzten Schritte gemittelt werden; dieser Anteil des Mittels bleibt bei jedem Schritt, 0 schaltet es aus.</translation>
        </message>
        <message>
            <source>Label value that is not a class: ground without a label, clouds, outside the area.</source>
            <translation>Wert, der keine Klasse ist: Fläche ohne Klassenangabe, Wolken, außerhalb des Gebiets.</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Klassenangaben</translation>
        </message>
        <message>
            <source>Labels are one polygon layer, or class rasters; untick the others.</source>
            <translation>Klassenangaben sind ein Polygonlayer oder Klassenraster; entfernen Sie die Haken der anderen.</translation>
        </message>
        <message>
            <source>Labels may be one polygon layer or several class rasters, not {count} layers with {path} among them; merge the polygon layers first.</source>
            <translation>Klassenangaben dürfen ein Polygonlayer oder mehrere Klassenraster sein, nicht {count} Layer mit {path} darunter; vereinen Sie zuerst die Polygonlayer.</translation>
        </message>
        <message>
            <source>Land cover (labels)</source>
            <translation>Landbedeckung (Klassenangaben)</translation>
        </message>
        <message>
            <source>LandCover.ai</source>
            <translation>LandCover.ai</translation>
        </message>
        <message>
            <source>Larger things and lines are not used, of larger areas only a part.</source>
            <translation>Größere Dinge und Linien werden nicht verwendet, von größeren Flächen nur ein Teil.</translation>
        </message>
        <message>
            <source>Largest object used</source>
            <translation>Größtes Objekt, das verwendet wird</translation>
        </message>
        <message>
            <source>Largest transitions</source>
            <translation>Größte Übergänge</translation>
        </message>
        <message>
            <source>Last part at random</source>
            <translation>Letzter Teil zufällig</translation>
        </message>
        <message>
            <source>Last: {names}, {time}</source>
            <translation>Zuletzt: {names}, {time}</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Layer</translation>
        </message>
        <message>
            <source>Layer whose polygons are mapped</source>
            <translation>Layer, dessen Polygone kartiert werden</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Layer</translation>
        </message>
        <message>
            <source>Layers of that run are not in the project any more; tick others.</source>
            <translation>Layer dieses Laufs sind nicht mehr im Projekt; haken Sie andere an.</translation>
        </message>
        <message>
            <source>Layers to make</source>
            <translation>Zu erzeugende Layer</translation>
        </message>
        <message>
            <source>Laying tiles over judged ground</source>
            <translation>Kacheln werden über beurteilten Boden gelegt</translation>
        </message>
        <message>
            <source>Layout</source>
            <translation>Aufbau</translation>
        </message>
        <message numerus="yes">
            <source>Layout {layout}: {count} images with masks.</source>
            <translation>
                <numerusform>Aufbau {layout}: {count} Bild mit Maske.</numerusform>
                <numerusform>Aufbau {layout}: {count} Bilder mit Masken.</numerusform>
            </translation>
        </message>
        <message>
            <source>Learn from corrections</source>
            <translation>Aus Korrekturen lernen</translation>
        </message>
        <message>
            <source>Learning curves</source>
            <translation>Lernkurven</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Lernrate</translation>
        </message>
        <message>
            <source>Left open: nothing is learned of them</source>
            <translation>Offen gelassen: Von ihnen wird nichts gelernt</translation>
        </message>
        <message>
            <source>Left open: only judged ground is learned</source>
            <translation>Offen gelassen: Nur beurteilter Boden wird gelernt</translation>
        </message>
        <message>
            <source>Lets a training see tiles with much of the rare classes several times. It repeats the tile that brings the class shares closest to the target, looks again, and goes on (DIAO), without taking the same few tiles all the time. How often a tile is shown stands in the column repeats, where it can be edited; a new run starts from one of each tile, and a tile with 0 repeats stays out. Other methods are there to compare with. Repeats help rare classes where training is short and can cost accuracy where it is long. They are not needed with the dynamic sampling of Train model, only with plain sampling and for other software. Validation and test tiles are never repeated.</source>
            <translation>Lässt ein Training Kacheln mit viel von den seltenen Klassen mehrmals sehen. Wiederholt wird die Kachel, die die Klassenanteile dem Ziel am nächsten bringt, dann wird neu geschaut (DIAO), ohne immer dieselben wenigen Kacheln zu nehmen. Wie oft eine Kachel gezeigt wird, steht in der Spalte repeats und lässt sich dort bearbeiten; ein neuer Lauf beginnt mit jeder Kachel einmal, und eine Kachel mit 0 Wiederholungen bleibt außen vor. Andere Methoden stehen zum Vergleich bereit. Wiederholungen helfen seltenen Klassen, wo das Training kurz ist, und können bei langem Training Genauigkeit kosten. Mit der dynamischen Auswahl von „Modell trainieren“ sind sie unnötig; gebraucht werden sie nur bei einfacher Auswahl und für andere Software. Validierungs- und Testkacheln werden nie wiederholt.</translation>
        </message>
        <message>
            <source>Light matched to the new tile, soft edge (recommended)</source>
            <translation>Licht an die neue Kachel angepasst, weicher Rand (empfohlen)</translation>
        </message>
        <message>
            <source>LinkNet</source>
            <translation>LinkNet</translation>
        </message>
        <message>
            <source>List results of DIAO too</source>
            <translation>Auch Ergebnisse von DIAO auflisten</translation>
        </message>
        <message>
            <source>Lists only objects without a verdict</source>
            <translation>Führt nur Objekte ohne Urteil auf</translation>
        </message>
        <message>
            <source>Load its layers again</source>
            <translation>Seine Layer wieder laden</translation>
        </message>
        <message>
            <source>Log of the run</source>
            <translation>Protokoll des Laufs</translation>
        </message>
        <message>
            <source>Looking around wrong objects</source>
            <translation>Umgebung falscher Objekte wird betrachtet</translation>
        </message>
        <message>
            <source>Looking at the images</source>
            <translation>Bilder werden angesehen</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <source>Loss function</source>
            <translation>Verlustfunktion</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Verloren</translation>
        </message>
        <message>
            <source>LoveDA</source>
            <translation>LoveDA</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Niedrig</translation>
        </message>
        <message>
            <source>Lower end of the 95 % interval of the gain</source>
            <translation>Unteres Ende des 95-%-Intervalls des Gewinns</translation>
        </message>
        <message>
            <source>MA-Net</source>
            <translation>MA-Net</translation>
        </message>
        <message>
            <source>Macro F1</source>
            <translation>Makro-F1</translation>
        </message>
        <message>
            <source>Made in your data folder, shared by all profiles; QGIS's own Python stays as it is.</source>
            <translation>Liegt in Ihrem Datenordner und gilt für alle Profile; das Python von QGIS bleibt, wie es ist.</translation>
        </message>
        <message>
            <source>Make another copy</source>
            <translation>Noch eine Kopie anlegen</translation>
        </message>
        <message>
            <source>Make the {size} environment anew? The one that is there stays until the new one runs.</source>
            <translation>Die Umgebung „{size}“ neu anlegen? Die vorhandene bleibt, bis die neue läuft.</translation>
        </message>
        <message>
            <source>Makes a GeoTIFF of a layer that QGIS shows from the network (XYZ tiles, WMS, WMTS), for the ground and at the pixel size that you ask for. Datasets and maps are then made from that file, which stays the same. QGIS fetches the pictures, with the login and the proxy that are set for it; what fails is asked for again, and what does not come ends the run, so no hole is taken for imagery. Terms of use: many providers allow looking at their imagery, but not storing it or training on it. You are responsible for what the provider's terms allow.</source>
            <translation>Macht aus einem Layer, den QGIS aus dem Netz zeigt (XYZ-Kacheln, WMS, WMTS), ein GeoTIFF: für das Gebiet und mit der Pixelgröße, die Sie angeben. Datensätze und Karten entstehen dann aus dieser Datei, die sich nicht mehr ändert. QGIS holt die Bilder mit der Anmeldung und dem Proxy, die dort eingestellt sind; was misslingt, wird noch einmal angefragt, und was nicht kommt, beendet den Lauf, so dass keine Lücke für ein Bild gehalten wird. Nutzungsbedingungen: Viele Anbieter erlauben, ihre Bilder anzusehen, aber nicht, sie zu speichern oder damit zu trainieren. Sie sind dafür verantwortlich, was die Bedingungen des Anbieters erlauben.</translation>
        </message>
        <message>
            <source>Makes a tile dataset of layers and balances it for Train model with dynamic sampling, which needs no repeats: Create tile dataset, Synthesise tiles, and Report class distribution before and after. Keep the dataset's parts by giving files in place of temporary ones.</source>
            <translation>Macht aus Layern einen Kacheldatensatz und gleicht ihn für „Modell trainieren“ mit dynamischer Auswahl aus, die keine Wiederholungen braucht: „Kacheldatensatz erzeugen“, „Kacheln synthetisieren“ und davor wie danach „Klassenverteilung berichten“. Die Teile des Datensatzes bleiben erhalten, wenn Sie Dateien statt temporärer angeben.</translation>
        </message>
        <message>
            <source>Makes a tile dataset out of a folder of images and masks. Images and masks are paired by name (folders images and masks or labels, or a common suffix); georeference is used where there is one. A file splits.csv or folders train, val and test say what is for training, validation and test, classes.csv names the classes. Known public datasets come with their own classes; outlines of COCO, YOLO and GeoJSON are drawn. The images are not copied.</source>
            <translation>Macht aus einem Ordner mit Bildern und Masken einen Kacheldatensatz. Bilder und Masken werden nach Namen gepaart (Ordner images und masks oder labels, oder eine gemeinsame Endung); die Georeferenz wird verwendet, wenn es eine gibt. Die Datei splits.csv oder die Ordner train, val und test sagen, was für Training, Validierung und Test ist, classes.csv nennt die Klassen. Bekannte öffentliche Datensätze bringen ihre eigenen Klassen mit; Umrisse aus COCO, YOLO und GeoJSON werden gezeichnet. Die Bilder werden nicht kopiert.</translation>
        </message>
        <message>
            <source>Making tiles</source>
            <translation>Kacheln werden erzeugt</translation>
        </message>
        <message>
            <source>Making {path} with {python} and {tool}.</source>
            <translation>{path} wird mit {python} und {tool} angelegt.</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Kartieren</translation>
        </message>
        <message>
            <source>Map again</source>
            <translation>Noch einmal kartieren</translation>
        </message>
        <message>
            <source>Map in other light too</source>
            <translation>Auch bei anderem Licht kartieren</translation>
        </message>
        <message>
            <source>Map rare classes</source>
            <translation>Seltene Klassen kartieren</translation>
        </message>
        <message>
            <source>Map raster</source>
            <translation>Raster kartieren</translation>
        </message>
        <message>
            <source>Map so far</source>
            <translation>Bisherige Karte</translation>
        </message>
        <message>
            <source>Map {n}:</source>
            <translation>Karte {n}:</translation>
        </message>
        <message>
            <source>Map {n}: classes</source>
            <translation>Karte {n}: Klassen</translation>
        </message>
        <message>
            <source>Map {n}: confidence</source>
            <translation>Karte {n}: Konfidenz</translation>
        </message>
        <message>
            <source>Map {n}: probabilities</source>
            <translation>Karte {n}: Wahrscheinlichkeiten</translation>
        </message>
        <message>
            <source>Map {n}: rare objects</source>
            <translation>Karte {n}: seltene Objekte</translation>
        </message>
        <message>
            <source>Map {n}: {raster}, {model}</source>
            <translation>Karte {n}: {raster}, {model}</translation>
        </message>
        <message numerus="yes">
            <source>Map: {map}. Reference: {reference}. {count:,} pixels compared.</source>
            <translation>
                <numerusform>Karte: {map}. Referenz: {reference}. {count:,} Pixel verglichen.</numerusform>
                <numerusform>Karte: {map}. Referenz: {reference}. {count:,} Pixel verglichen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Map: {map}. Reference: {reference}. {count:,} sample points compared.</source>
            <translation>
                <numerusform>Karte: {map}. Referenz: {reference}. {count:,} Stichprobenpunkt verglichen.</numerusform>
                <numerusform>Karte: {map}. Referenz: {reference}. {count:,} Stichprobenpunkte verglichen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Mapped px</source>
            <translation>Kartiert, px</translation>
        </message>
        <message>
            <source>Mapping</source>
            <translation>Es wird kartiert</translation>
        </message>
        <message>
            <source>Mapping (ONNX Runtime)</source>
            <translation>Kartieren (ONNX Runtime)</translation>
        </message>
        <message>
            <source>Mapping what the map shows …</source>
            <translation>Der sichtbare Kartenausschnitt wird kartiert …</translation>
        </message>
        <message>
            <source>Maps a raster of any size with a segmentation model: a class map with names and colours and, on request, the confidence, the probability of chosen classes, and the rare classes as polygons. Models are ONNX files made here or for Deepness, TorchScript (.pt, .pth, .ts) or exported programs (.pt2).</source>
            <translation>Kartiert ein Raster beliebiger Größe mit einem Segmentierungsmodell: eine Klassenkarte mit Namen und Farben und auf Wunsch die Konfidenz, die Wahrscheinlichkeit gewählter Klassen und die seltenen Klassen als Polygone. Modelle sind ONNX-Dateien von hier oder für Deepness, TorchScript (.pt, .pth, .ts) oder exportierte Programme (.pt2).</translation>
        </message>
        <message>
            <source>Maps a raster with a model and turns the rare classes into polygons: Map raster, then Polygons of rare classes. Open it in the model designer to build your own on it.</source>
            <translation>Kartiert ein Raster mit einem Modell und macht aus den seltenen Klassen Polygone: „Raster kartieren“, dann „Polygone seltener Klassen“. Öffnen Sie es im Modellentwurf, um ein eigenes Modell darauf aufzubauen.</translation>
        </message>
        <message>
            <source>Maps, tiles and polygons that this plugin has made are seldom what a dataset is made of.</source>
            <translation>Karten, Kacheln und Polygone, die diese Erweiterung erzeugt hat, sind selten das, woraus ein Datensatz entsteht.</translation>
        </message>
        <message>
            <source>Massachusetts buildings or roads</source>
            <translation>Massachusetts: Gebäude oder Straßen</translation>
        </message>
        <message>
            <source>Maximum objects per tile</source>
            <translation>Max. Objekte je Kachel</translation>
        </message>
        <message>
            <source>Maximum repeats of a tile</source>
            <translation>Max. Wiederholungen je Kachel</translation>
        </message>
        <message>
            <source>May cover</source>
            <translation>Darf bedecken</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>Mean IoU</source>
            <translation>Mittlere IoU</translation>
        </message>
        <message>
            <source>Mean IoU of the method that came out best over no balancing, in points</source>
            <translation>Um wie viele Punkte die mittlere IoU der besten Methode über der ohne Ausgleichen liegt</translation>
        </message>
        <message>
            <source>Mean IoU of the rare classes, in per cent</source>
            <translation>Mittlere IoU der seltenen Klassen in Prozent</translation>
        </message>
        <message>
            <source>Mean IoU over all classes, in per cent</source>
            <translation>Mittlere IoU über alle Klassen in Prozent</translation>
        </message>
        <message>
            <source>Mean IoU {miou:.3f}, macro F1 {f1:.3f}, overall accuracy {accuracy:.3f}.</source>
            <translation>Mittlere IoU {miou:.3f}, Makro-F1 {f1:.3f}, Gesamtgenauigkeit {accuracy:.3f}.</translation>
        </message>
        <message>
            <source>Mean IoU {miou}, macro F1 {f1} at its best sensitivity; the model is {file}.</source>
            <translation>Mittlere IoU {miou}, Makro-F1 {f1} bei der besten Empfindlichkeit; das Modell ist {file}.</translation>
        </message>
        <message>
            <source>Mean IoU {miou}, macro F1 {f1}, overall accuracy {accuracy}, kappa {kappa}</source>
            <translation>Mittlere IoU {miou}, Makro-F1 {f1}, Gesamtgenauigkeit {accuracy}, Kappa {kappa}</translation>
        </message>
        <message>
            <source>Mean IoU {miou}, macro F1 {f1}; the model is {file}.</source>
            <translation>Mittlere IoU {miou}, Makro-F1 {f1}; das Modell ist {file}.</translation>
        </message>
        <message numerus="yes">
            <source>Mean and deviation need a number for each of the {n} bands, separated by commas.</source>
            <translation>
                <numerusform>Mittelwert und Abweichung brauchen je eine Zahl für den {n} Kanal.</numerusform>
                <numerusform>Mittelwert und Abweichung brauchen je eine Zahl für jeden der {n} Kanäle, durch Kommas getrennt.</numerusform>
            </translation>
        </message>
        <message>
            <source>Mean confidence</source>
            <translation>Mittlere Konfidenz</translation>
        </message>
        <message>
            <source>Mean per band</source>
            <translation>Mittelwert je Kanal</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Maß</translation>
        </message>
        <message>
            <source>Measuring</source>
            <translation>Es wird gemessen</translation>
        </message>
        <message>
            <source>Measuring the map</source>
            <translation>Die Karte wird vermessen</translation>
        </message>
        <message>
            <source>Memory ran out with {count} windows at a time; going on with {fewer}.</source>
            <translation>Der Speicher reichte nicht für {count} Fenster auf einmal; weiter mit {fewer}.</translation>
        </message>
        <message numerus="yes">
            <source>Memory ran out with {count} windows of {size} px at a time; choose a smaller Window size or another Device.</source>
            <translation>
                <numerusform>Der Speicher reichte nicht für {count} Fenster von {size} px; wählen Sie eine kleinere „Fenstergröße“ oder ein anderes „Gerät“.</numerusform>
                <numerusform>Der Speicher reichte nicht für {count} Fenster von {size} px auf einmal; wählen Sie eine kleinere „Fenstergröße“ oder ein anderes „Gerät“.</numerusform>
            </translation>
        </message>
        <message>
            <source>Memory ran out, so the engine was ended and nothing was written; {advice}.</source>
            <translation>Der Speicher reichte nicht, daher wurde die Engine beendet und nichts geschrieben; {advice}.</translation>
        </message>
        <message>
            <source>Memory ran out; {advice}.</source>
            <translation>Der Speicher reichte nicht; {advice}.</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Methode</translation>
        </message>
        <message>
            <source>Method: {method}. Target: {target}. Maximum repeats of a tile: {most}. Extra repeats: {budget:g} % of the training tiles ({count}).</source>
            <translation>Methode: {method}. Ziel: {target}. Max. Wiederholungen je Kachel: {most}. Zusätzliche Wiederholungen: {budget:g} % der Trainingskacheln ({count}).</translation>
        </message>
        <message>
            <source>Methods</source>
            <translation>Methoden</translation>
        </message>
        <message>
            <source>Methods with their gains</source>
            <translation>Methoden mit ihren Gewinnen</translation>
        </message>
        <message>
            <source>Methods: {methods}; trainings of each: {rounds}, of {steps} steps, measured on the {tiles}. Rare classes, below their target share: {rare}. Figures are means in per cent; gains are points over no balancing, with 95 % t intervals of the differences between trainings of the same random seed and part, and more than chance where the interval excludes 0. All models have the prior correction that is best for them.</source>
            <translation>Methoden: {methods}; Trainings von jeder: {rounds} mit {steps} Schritten, gemessen auf: {tiles}. Seltene Klassen, unter ihrem Zielanteil: {rare}. Die Werte sind Mittel in Prozent; Gewinne sind Punkte gegenüber keinem Ausgleichen, mit 95-%-t-Intervallen der Unterschiede zwischen Trainings mit gleichem Startwert und gleichem Teil, und mehr als Zufall, wo das Intervall die 0 ausschließt. Alle Modelle haben die für sie beste Prior-Korrektur.</translation>
        </message>
        <message>
            <source>Minimum confidence</source>
            <translation>Mindestkonfidenz</translation>
        </message>
        <message>
            <source>Minimum distance</source>
            <translation>Mindestabstand</translation>
        </message>
        <message>
            <source>Minimum labelled share</source>
            <translation>Mindestanteil mit Klassenangabe</translation>
        </message>
        <message>
            <source>Minimum per class</source>
            <translation>Mindestens je Klasse</translation>
        </message>
        <message>
            <source>Minimum plausibility</source>
            <translation>Mindestplausibilität</translation>
        </message>
        <message>
            <source>Mix Transformer B0 (small)</source>
            <translation>Mix Transformer B0 (klein)</translation>
        </message>
        <message>
            <source>Mix Transformer B2</source>
            <translation>Mix Transformer B2</translation>
        </message>
        <message>
            <source>MobileNetV2 (small)</source>
            <translation>MobileNetV2 (klein)</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Model card</source>
            <translation>Modellkarte</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Most items</source>
            <translation>Höchstzahl der Items</translation>
        </message>
        <message>
            <source>Most pixels</source>
            <translation>Höchstens so viele Pixel</translation>
        </message>
        <message>
            <source>Most worth a look first; a click or the arrow keys show one on the map:</source>
            <translation>Was einen Blick am meisten lohnt, zuerst; ein Klick oder die Pfeiltasten zeigen ein Objekt auf der Karte:</translation>
        </message>
        <message>
            <source>NVIDIA GPU (CUDA)</source>
            <translation>NVIDIA-GPU (CUDA)</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Name of the class that ground without a label belongs to (outside the polygons, nodata of class rasters); empty means that it stays unlabelled.</source>
            <translation>Name der Klasse, zu der Flächen ohne Klassenangabe gehören (außerhalb der Polygone, Leerwerte von Klassenrastern); leer heißt, dass sie ohne Klasse bleiben.</translation>
        </message>
        <message>
            <source>Name the file of the dataset.</source>
            <translation>Benennen Sie die Datei des Datensatzes.</translation>
        </message>
        <message>
            <source>Names and colours of the classes</source>
            <translation>Namen und Farben der Klassen</translation>
        </message>
        <message>
            <source>Names of all classes in the order of the model's channels, separated by commas ("..." around a name with a comma). Empty keeps what is known, here as below.</source>
            <translation>Namen aller Klassen in der Reihenfolge der Kanäle des Modells, durch Kommas getrennt ("..." um einen Namen mit Komma). Leer behält, was bekannt ist; so auch bei den folgenden Angaben.</translation>
        </message>
        <message>
            <source>Names of the bands in the order that the model takes, separated by commas.</source>
            <translation>Namen der Kanäle in der Reihenfolge, in der das Modell sie nimmt, durch Kommas getrennt.</translation>
        </message>
        <message>
            <source>Names or values of the classes that are rare and wanted as polygons, separated by commas.</source>
            <translation>Namen oder Werte der Klassen, die selten sind und als Polygone gewünscht werden, durch Kommas getrennt.</translation>
        </message>
        <message>
            <source>Names or values of the classes that become polygons; empty means the rare classes noted in the raster, else those below an even share, separated by commas.</source>
            <translation>Namen oder Werte der Klassen, aus denen Polygone werden, durch Kommas getrennt; leer heißt die im Raster vermerkten seltenen Klassen, sonst die unter einem gleichen Anteil.</translation>
        </message>
        <message>
            <source>Names or values of the classes to copy; empty means all that have less than an equal share, separated by commas.</source>
            <translation>Namen oder Werte der Klassen, die kopiert werden, durch Kommas getrennt; leer heißt alle, die weniger als einen gleichen Anteil haben.</translation>
        </message>
        <message>
            <source>Names or values of the classes whose polygons are wanted; empty means the rare classes of the model, separated by commas.</source>
            <translation>Namen oder Werte der Klassen, deren Polygone gewünscht sind, durch Kommas getrennt; leer heißt: die seltenen Klassen des Modells.</translation>
        </message>
        <message>
            <source>Names or values of the classes whose probability and polygons are wanted; empty means the rare classes of the model, separated by commas.</source>
            <translation>Namen oder Werte der Klassen, deren Wahrscheinlichkeit und Polygone gewünscht werden, durch Kommas getrennt; leer heißt die seltenen Klassen des Modells.</translation>
        </message>
        <message>
            <source>Naming the classes</source>
            <translation>Klassen werden benannt</translation>
        </message>
        <message>
            <source>New imagery</source>
            <translation>Neue Bilder</translation>
        </message>
        <message>
            <source>New tiles</source>
            <translation>Neue Kacheln</translation>
        </message>
        <message>
            <source>Next point</source>
            <translation>Nächster Punkt</translation>
        </message>
        <message>
            <source>Next: {title}</source>
            <translation>Weiter: {title}</translation>
        </message>
        <message>
            <source>No Python 3.10 or newer was found; a standalone Python {version} is fetched.</source>
            <translation>Es wurde kein Python ab 3.10 gefunden; ein eigenständiges Python {version} wird geholt.</translation>
        </message>
        <message>
            <source>No Python {oldest} or newer that serves was found, and a standalone one could not be fetched; install Python from python.org, or name a mirror in UV_PYTHON_INSTALL_MIRROR, then set up again. The reason: {reason}</source>
            <translation>Es wurde kein geeignetes Python ab {oldest} gefunden, und ein eigenständiges ließ sich nicht holen; installieren Sie Python von python.org oder nennen Sie einen Spiegel in UV_PYTHON_INSTALL_MIRROR und richten Sie dann neu ein. Der Grund: {reason}</translation>
        </message>
        <message>
            <source>No balancing</source>
            <translation>Kein Ausgleichen</translation>
        </message>
        <message>
            <source>No class gets fewer points, however rare it is; 50 is usual. Each gets two in any case, or its spread would be unknown.</source>
            <translation>Keine Klasse bekommt weniger Punkte, so selten sie auch ist; 50 sind üblich. Zwei bekommt jede in jedem Fall, sonst wäre ihre Streuung unbekannt.</translation>
        </message>
        <message>
            <source>No class has less than an equal share, so there is nothing to copy; name Classes.</source>
            <translation>Keine Klasse hat weniger als einen gleichen Anteil, also ist nichts zu kopieren; nennen Sie Klassen.</translation>
        </message>
        <message>
            <source>No class value is free for the background class {name!r}; lower the greatest class value.</source>
            <translation>Für die Hintergrundklasse {name!r} ist kein Klassenwert frei; verringern Sie den größten Klassenwert.</translation>
        </message>
        <message>
            <source>No method came out above no balancing; train as it is, or compare with more steps.</source>
            <translation>Keine Methode lag über der ohne Ausgleichen; trainieren Sie so, wie es ist, oder vergleichen Sie mit mehr Schritten.</translation>
        </message>
        <message>
            <source>No method is above no balancing by more than chance (the best by {gain:.1f} points, 95 % interval {low:.1f} to {high:.1f}); train as it is, or compare with more steps or trainings per method.</source>
            <translation>Keine Methode liegt um mehr als den Zufall über der ohne Ausgleichen (die beste um {gain:.1f} Punkte, 95-%-Intervall {low:.1f} bis {high:.1f}); trainieren Sie so, wie es ist, oder vergleichen Sie mit mehr Schritten oder mehr Trainings je Methode.</translation>
        </message>
        <message>
            <source>No more tiles are made once the imbalance is as low as this; 0 goes on to the wanted number.</source>
            <translation>Es entstehen keine weiteren Kacheln, sobald das Ungleichgewicht so niedrig ist; 0 macht bis zur gewünschten Zahl weiter.</translation>
        </message>
        <message>
            <source>No object found a place; lower Minimum plausibility, or allow smaller or larger objects.</source>
            <translation>Kein Objekt fand einen Platz; verringern Sie die Mindestplausibilität, oder lassen Sie kleinere oder größere Objekte zu.</translation>
        </message>
        <message>
            <source>No object of the chosen classes was found.</source>
            <translation>Kein Objekt der gewählten Klassen wurde gefunden.</translation>
        </message>
        <message>
            <source>No pixel is both labelled and covered by valid imagery; check the labels, their CRS and the Unlabelled value.</source>
            <translation>Kein Pixel hat eine Klassenangabe und zugleich gültige Bilddaten; prüfen Sie die Klassenangaben, ihr KBS und den „Wert ohne Klasse“.</translation>
        </message>
        <message>
            <source>No pixel of {masks} has {names:or} of the class table, so these classes are left out.</source>
            <translation>Kein Pixel von {masks} hat {names:or} aus der Klassentabelle, daher bleiben diese Klassen weg.</translation>
        </message>
        <message>
            <source>No polygon of {layer} is selected; select some on the map, or untick the box.</source>
            <translation>In „{layer}“ ist kein Polygon gewählt; wählen Sie einige auf der Karte oder entfernen Sie den Haken.</translation>
        </message>
        <message>
            <source>No polygon of {path} is judged; write right, wrong or class into its field {name}, or judge objects on the page Map.</source>
            <translation>Kein Polygon von {path} ist beurteilt; schreiben Sie right, wrong oder class in das Feld {name}, oder beurteilen Sie Objekte auf der Seite „Karte“.</translation>
        </message>
        <message>
            <source>No synthetic tile gets more objects than this.</source>
            <translation>Keine synthetische Kachel bekommt mehr Objekte als diese Zahl.</translation>
        </message>
        <message>
            <source>No tile could be held out as {split}; use more ground or smaller tiles.</source>
            <translation>Keine Kachel ließ sich als {split} zurückhalten; nehmen Sie mehr Fläche oder kleinere Kacheln.</translation>
        </message>
        <message numerus="yes">
            <source>No tile is left: the fullest has {pixels} labelled pixels, {share:share} of a tile of {size} px, and Minimum labelled share is {least:share}; lower it or choose smaller tiles.</source>
            <translation>
                <numerusform>Keine Kachel bleibt: die vollste hat {pixels} Pixel mit Klassenangabe, {share:share} einer Kachel von {size} px, und der Mindestanteil mit Klassenangabe ist {least:share}; verringern Sie ihn, oder wählen Sie kleinere Kacheln.</numerusform>
                <numerusform>Keine Kachel bleibt: die vollste hat {pixels} Pixel mit Klassenangabe, {share:share} einer Kachel von {size} px, und der Mindestanteil mit Klassenangabe ist {least:share}; verringern Sie ihn, oder wählen Sie kleinere Kacheln.</numerusform>
            </translation>
        </message>
        <message>
            <source>No tile is shown more often than this per epoch.</source>
            <translation>Keine Kachel wird je Epoche öfter gezeigt.</translation>
        </message>
        <message>
            <source>No tile was made, for the training tiles, counted by their repeats, are as balanced as asked already; choose another Target, lower Stop when imbalance is below, or set repeats back to 1.</source>
            <translation>Keine Kachel entstand, denn die Trainingskacheln sind, mit ihren Wiederholungen gezählt, schon so ausgeglichen wie verlangt; wählen Sie ein anderes Ziel, verringern Sie „Anhalten bei Ungleichgewicht unter“, oder setzen Sie repeats zurück auf 1.</translation>
        </message>
        <message>
            <source>No tile was made: the target of {names:and} is reached already, counted by the tiles' repeats; choose other Classes or another Target, or set repeats back to 1.</source>
            <translation>Keine Kachel entstand: Das Ziel von {names:and} ist schon erreicht, mit den Wiederholungen der Kacheln gezählt; wählen Sie andere Klassen oder ein anderes Ziel, oder setzen Sie repeats zurück auf 1.</translation>
        </message>
        <message>
            <source>No training tile has {names:or}; choose other classes.</source>
            <translation>Keine Trainingskachel hat {names:or}; wählen Sie andere Klassen.</translation>
        </message>
        <message>
            <source>No validation pixel of {names}: its IoU cannot be measured.</source>
            <translation>Kein Validierungspixel von {names}: Die IoU lässt sich dort nicht messen.</translation>
        </message>
        <message>
            <source>No values yet</source>
            <translation>Noch keine Werte</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>Nr.</translation>
        </message>
        <message>
            <source>Nodata value</source>
            <translation>Nodata-Wert</translation>
        </message>
        <message>
            <source>None of the {count} sample points of {path} has a class in the field {name}; say what is there at some of them first.</source>
            <translation>Keiner der {count} Stichprobenpunkte von {path} hat eine Klasse im Feld {name}; sagen Sie zuerst bei einigen, was dort ist.</translation>
        </message>
        <message>
            <source>None: every tile once</source>
            <translation>Keine: jede Kachel einmal</translation>
        </message>
        <message>
            <source>Normalisation: (clip(pixel, low, high) - mean) / deviation</source>
            <translation>Normalisierung: (clip(Pixel, niedrig, hoch) - Mittel) / Abweichung</translation>
        </message>
        <message>
            <source>Not tested yet.</source>
            <translation>Noch nicht geprüft.</translation>
        </message>
        <message>
            <source>Not used</source>
            <translation>Nicht verwendet</translation>
        </message>
        <message>
            <source>Not yet looked at</source>
            <translation>Noch nicht angesehen</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message numerus="yes">
            <source>Nothing could be learned from the {count} judged polygons of {path}; the warnings say why.</source>
            <translation>
                <numerusform>Aus dem {count} beurteilten Polygon von {path} konnte nichts gelernt werden; die Warnungen sagen, warum.</numerusform>
                <numerusform>Aus den {count} beurteilten Polygonen von {path} konnte nichts gelernt werden; die Warnungen sagen, warum.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing has changed up to {date}.</source>
            <translation>Bis zum {date} hat sich nichts geändert.</translation>
        </message>
        <message>
            <source>Nothing says when {path} was taken: put the date into its name, such as 20240531, or set {label}.</source>
            <translation>Nichts sagt, wann {path} aufgenommen wurde: Schreiben Sie das Datum in den Dateinamen, etwa 20240531, oder setzen Sie {label}.</translation>
        </message>
        <message>
            <source>Nothing yet: each run that is started in this dock is listed here, with its results and its values.</source>
            <translation>Noch nichts: Jeder Lauf, der in diesem Bedienfeld beginnt, steht hier mit seinen Ergebnissen und Werten.</translation>
        </message>
        <message>
            <source>Now seen more often: {names}. Expect more of them to be found. Many synthetic tiles for few different objects teach the objects instead of the class; compare trainings with and without before going far beyond the proposed number of new tiles.</source>
            <translation>Jetzt öfter gezeigt: {names}. Davon wird mehr gefunden werden. Viele synthetische Kacheln mit wenigen verschiedenen Objekten lehren die Objekte statt der Klasse; vergleichen Sie Trainings mit und ohne sie, bevor Sie weit über die vorgeschlagene Zahl neuer Kacheln gehen.</translation>
        </message>
        <message>
            <source>Number of GPUs</source>
            <translation>Anzahl der GPUs</translation>
        </message>
        <message>
            <source>Number of bands</source>
            <translation>Zahl der Kanäle</translation>
        </message>
        <message>
            <source>Number of changes</source>
            <translation>Anzahl der Änderungen</translation>
        </message>
        <message>
            <source>Number of classes</source>
            <translation>Zahl der Klassen</translation>
        </message>
        <message>
            <source>Number of layers</source>
            <translation>Anzahl der Layer</translation>
        </message>
        <message>
            <source>Number of objects left out as too small</source>
            <translation>Zahl der Objekte, die als zu klein weggelassen wurden</translation>
        </message>
        <message>
            <source>Number of other training tiles whose labels were corrected on judged ground</source>
            <translation>Anzahl der anderen Trainingskacheln, deren Klassenangaben auf beurteiltem Boden berichtigt wurden</translation>
        </message>
        <message>
            <source>Number of pasted objects</source>
            <translation>Zahl der eingefügten Objekte</translation>
        </message>
        <message>
            <source>Number of points</source>
            <translation>Zahl der Punkte</translation>
        </message>
        <message>
            <source>Number of polygons</source>
            <translation>Zahl der Polygone</translation>
        </message>
        <message>
            <source>Number of polygons that were learned from</source>
            <translation>Anzahl der Polygone, aus denen gelernt wurde</translation>
        </message>
        <message>
            <source>Number of polygons that were not</source>
            <translation>Anzahl der Polygone, aus denen nicht gelernt wurde</translation>
        </message>
        <message>
            <source>Number of synthetic tiles</source>
            <translation>Zahl der synthetischen Kacheln</translation>
        </message>
        <message>
            <source>Number of tiles</source>
            <translation>Zahl der Kacheln</translation>
        </message>
        <message>
            <source>Number of tiles of an earlier run from the same layer that they replace</source>
            <translation>Anzahl der Kacheln eines früheren Laufs mit demselben Layer, die sie ersetzen</translation>
        </message>
        <message>
            <source>Number of tiles that were added</source>
            <translation>Anzahl der hinzugefügten Kacheln</translation>
        </message>
        <message>
            <source>Numbers separated by commas that are taken off after the division, for models that want standardised input.</source>
            <translation>Durch Kommas getrennte Zahlen, die nach der Division abgezogen werden; für Modelle, die standardisierte Eingaben brauchen.</translation>
        </message>
        <message>
            <source>Numbers separated by commas that the result is divided by.</source>
            <translation>Durch Kommas getrennte Zahlen, durch die das Ergebnis geteilt wird.</translation>
        </message>
        <message>
            <source>ONNX, TorchScript or exported program.</source>
            <translation>ONNX, TorchScript oder exportiertes Programm.</translation>
        </message>
        <message>
            <source>Object {fid} is no longer in the layer.</source>
            <translation>Das Objekt {fid} ist nicht mehr im Layer.</translation>
        </message>
        <message>
            <source>Objects</source>
            <translation>Objekte</translation>
        </message>
        <message>
            <source>Objects of the chosen class</source>
            <translation>Objekte der gewählten Klasse</translation>
        </message>
        <message>
            <source>Objects of the class</source>
            <translation>Objekte der Klasse</translation>
        </message>
        <message>
            <source>Objects to paste: {name}</source>
            <translation>Objekte zum Einsetzen: {name}</translation>
        </message>
        <message>
            <source>Objects without a place because of</source>
            <translation>Objekte ohne Platz wegen</translation>
        </message>
        <message>
            <source>Objects: {counts}.</source>
            <translation>Objekte: {counts}.</translation>
        </message>
        <message>
            <source>Of the overall accuracy, 0 to 1; the number of points follows from it and from the expected accuracies (Olofsson et al. 2014, eq. 13). 0.01 means a 95 % interval of about ± 2 percentage points. Empty takes the number of points.</source>
            <translation>Der Gesamtgenauigkeit, 0 bis 1; die Zahl der Punkte folgt aus ihm und den erwarteten Genauigkeiten (Olofsson et al. 2014, Gl. 13). 0.01 bedeutet ein 95-%-Intervall von etwa ± 2 Prozentpunkten. Leer gilt die Zahl der Punkte.</translation>
        </message>
        <message>
            <source>Older images change nothing where the map has a class; empty means that the map is older than all images.</source>
            <translation>Ältere Bilder ändern nichts, wo die Karte eine Klasse hat; leer heißt, dass die Karte älter als alle Bilder ist.</translation>
        </message>
        <message>
            <source>On the grid of the first map: 0 where both maps say the same, else a value per transition, with its name and a colour.</source>
            <translation>Auf dem Gitter der ersten Karte: 0, wo beide Karten dasselbe sagen, sonst ein Wert je Übergang, mit Namen und Farbe.</translation>
        </message>
        <message>
            <source>One of the {count} processes of the training has ended before its time; start the training again, which goes on after the last complete epoch.</source>
            <translation>Einer der {count} Prozesse des Trainings ist vorzeitig zu Ende gegangen; starten Sie das Training noch einmal, es geht nach der letzten vollständigen Epoche weiter.</translation>
        </message>
        <message>
            <source>One of the {count} processes of this run has ended before its time, most likely for lack of memory; close other programs and start again.</source>
            <translation>Einer der {count} Prozesse dieses Laufs wurde vorzeitig beendet, vermutlich aus Mangel an Arbeitsspeicher; schließen Sie andere Programme, und starten Sie den Lauf erneut.</translation>
        </message>
        <message>
            <source>One or more images with the bands that the model was trained on. When each was taken is read from its metadata or its name (such as 20240531 or 2024-05-31).</source>
            <translation>Ein oder mehrere Bilder mit den Kanälen, mit denen das Modell trainiert wurde. Wann jedes aufgenommen wurde, steht in seinen Metadaten oder seinem Namen (etwa 20240531 oder 2024-05-31).</translation>
        </message>
        <message>
            <source>One or more rasters with the same bands; any number of bands, 8 or 16 bit or float.</source>
            <translation>Ein oder mehrere Raster mit denselben Kanälen; beliebig viele Kanäle, 8 oder 16 Bit oder Gleitkomma.</translation>
        </message>
        <message>
            <source>One polygon layer with a class field, or one or more class rasters. Where class rasters overlap, the first counts.</source>
            <translation>Ein Polygonlayer mit einem Klassenfeld oder ein oder mehrere Klassenraster. Wo Klassenraster überlappen, zählt das erste.</translation>
        </message>
        <message>
            <source>One row per class: value, name, color, pixels, share, target, minority, and the tiles and pixels of each split.</source>
            <translation>Eine Zeile je Klasse: value, name, color, pixels, share, target, minority und die Kacheln und Pixel jedes Teils.</translation>
        </message>
        <message>
            <source>One row per class: value, name, pixels in map and reference, IoU, F1, precision, recall, and whether these rest on little ground.</source>
            <translation>Eine Zeile je Klasse: Wert, Name, Pixel in Karte und Referenz, IoU, F1, Präzision, Trefferquote und ob diese auf wenig Fläche beruhen.</translation>
        </message>
        <message>
            <source>One row per method: means, gains over no balancing with their 95 % intervals, and whether they are real. The second table, trainings, has a row per training.</source>
            <translation>Eine Zeile je Methode: Mittelwerte, Gewinne gegenüber keinem Ausgleichen mit ihren 95-%-Intervallen, und ob sie mehr als Zufall sind. Die zweite Tabelle, trainings, hat eine Zeile je Training.</translation>
        </message>
        <message>
            <source>One row per pair of classes before and after: values, names, pixels, area in m² and ha, share of the compared ground.</source>
            <translation>Eine Zeile je Paar aus früherer und jetziger Klasse: Werte, Namen, Pixel, Fläche in m² und ha, Anteil an der verglichenen Fläche.</translation>
        </message>
        <message>
            <source>One row per pair of classes: both values and names, value in the difference layer, pixels, area in m² and ha, share of the compared ground.</source>
            <translation>Eine Zeile je Paar von Klassen: beide Werte und Namen, Wert im Layer der Unterschiede, Pixel, Fläche in m² und ha, Anteil an der verglichenen Fläche.</translation>
        </message>
        <message>
            <source>One training per method cannot tell a gain from chance (the best is {gain:.1f} points above no balancing); use more trainings per method.</source>
            <translation>Ein Training je Methode kann einen Gewinn nicht vom Zufall unterscheiden (die beste liegt {gain:.1f} Punkte über der ohne Ausgleichen); nehmen Sie mehr Trainings je Methode.</translation>
        </message>
        <message>
            <source>One training per method has no interval: what differs may be chance. Use more seeds.</source>
            <translation>Ein Training je Methode hat kein Intervall: Unterschiede können Zufall sein. Nehmen Sie mehr Startwerte.</translation>
        </message>
        <message>
            <source>Only one of {path} and the model's training imagery declares a scale or an offset, so the values are taken as they are; check that they mean the same.</source>
            <translation>Nur eines von {path} und den Trainingsbildern des Modells gibt Skalierung oder Versatz an, daher gelten die Werte, wie sie sind; prüfen Sie, ob sie dasselbe bedeuten.</translation>
        </message>
        <message>
            <source>Open STAC items</source>
            <translation>STAC-Items öffnen</translation>
        </message>
        <message>
            <source>Open a copy in the model designer</source>
            <translation>Eine Kopie im Modellentwurf öffnen</translation>
        </message>
        <message>
            <source>Open as a model in the designer …</source>
            <translation>Als Modell im Modellentwurf öffnen …</translation>
        </message>
        <message>
            <source>Open it</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Open one</source>
            <translation>Vorhandenen öffnen</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Open the form</source>
            <translation>Formular öffnen</translation>
        </message>
        <message>
            <source>Open the model</source>
            <translation>Modell öffnen</translation>
        </message>
        <message>
            <source>Open the model: what a project names is not opened unasked.</source>
            <translation>Öffnen Sie das Modell: Was ein Projekt nennt, wird nicht ungefragt geöffnet.</translation>
        </message>
        <message>
            <source>Open the report</source>
            <translation>Bericht öffnen</translation>
        </message>
        <message>
            <source>Open the tile dataset of the model first, on the page Data.</source>
            <translation>Öffnen Sie zuerst den Kacheldatensatz des Modells auf der Seite Daten.</translation>
        </message>
        <message>
            <source>OpenEarthMap</source>
            <translation>OpenEarthMap</translation>
        </message>
        <message>
            <source>Opens the rasters that items of a STAC catalogue name as layers: those of a single item, or those of the newest items of a collection, a search or a saved list. Nothing is copied: what lies on a server is read from there, in parts, by QGIS and by the engine, with the settings that you have for GDAL (of a bucket, for example). Bands that lie in files of their own become one layer by a virtual raster, where Assets joins them by +.</source>
            <translation>Öffnet die Raster, die Items eines STAC-Katalogs nennen, als Layer: die eines einzelnen Items oder die der neuesten Items einer Sammlung, einer Suche oder einer gespeicherten Liste. Nichts wird kopiert: Was auf einem Server liegt, wird von dort gelesen, in Teilen, von QGIS und von der Engine, mit Ihren Einstellungen für GDAL (zum Beispiel eines Buckets). Kanäle, die in eigenen Dateien liegen, werden durch ein virtuelles Raster zu einem Layer, wo Assets sie mit + verbindet.</translation>
        </message>
        <message>
            <source>Optimal: more where the map is expected to err (Neyman)</source>
            <translation>Optimal: mehr, wo die Karte vermutlich irrt (Neyman)</translation>
        </message>
        <message>
            <source>Other ground becomes</source>
            <translation>Übriger Boden wird zu</translation>
        </message>
        <message>
            <source>Other ground of the new tiles is left open, since Class map and Confidence are not both given; from wrong objects alone a model unlearns rare classes, so give both, or judge as many objects that are right.</source>
            <translation>Der übrige Boden der neuen Kacheln bleibt offen, da Klassenkarte und Konfidenz nicht beide angegeben sind; aus falschen Objekten allein verlernt ein Modell die seltenen Klassen. Geben Sie beide an, oder beurteilen Sie ebenso viele richtige Objekte.</translation>
        </message>
        <message>
            <source>Out of how many random crops dynamic sampling takes one each time; the more, the more it favours rare classes.</source>
            <translation>Aus wie vielen zufälligen Ausschnitten die dynamische Auswahl jeweils einen nimmt; je mehr, desto stärker bevorzugt sie seltene Klassen.</translation>
        </message>
        <message>
            <source>Overall accuracy</source>
            <translation>Gesamtgenauigkeit</translation>
        </message>
        <message>
            <source>Overall accuracy {accuracy} % (95 % confidence)</source>
            <translation>Gesamtgenauigkeit {accuracy} % (95 % Konfidenz)</translation>
        </message>
        <message>
            <source>Overall accuracy {value:.3f} ± {half_width:.3f}.</source>
            <translation>Gesamtgenauigkeit {value:.3f} ± {half_width:.3f}.</translation>
        </message>
        <message>
            <source>Overlap</source>
            <translation>Überlappung</translation>
        </message>
        <message>
            <source>Overlap ({overlap} px) must be at most half of the window size ({size} px); lower it or use larger windows.</source>
            <translation>Überlappung ({overlap} px) darf höchstens die Hälfte der Fenstergröße ({size} px) sein; verringern Sie sie, oder nehmen Sie größere Fenster.</translation>
        </message>
        <message>
            <source>Part {shard} ended on its workers again and again ({reason}); run this again: the other parts stay.</source>
            <translation>Teil {shard} ist auf seinen Workern immer wieder abgebrochen ({reason}); starten Sie dies noch einmal: Die anderen Teile bleiben.</translation>
        </message>
        <message>
            <source>Part {shard} has no ground: there are more parts than blocks of 256 pixels.</source>
            <translation>Teil {shard} hat keine Fläche: Es gibt mehr Teile als Blöcke von 256 Pixeln.</translation>
        </message>
        <message>
            <source>Part {shard} has nothing to do: there are more parts than pairs of image and mask.</source>
            <translation>Teil {shard} hat nichts zu tun: Es gibt mehr Teile als Paare aus Bild und Maske.</translation>
        </message>
        <message>
            <source>Part {shard} is there already; nothing is done.</source>
            <translation>Teil {shard} ist schon vorhanden; es wird nichts getan.</translation>
        </message>
        <message>
            <source>Parts to measure on in turn</source>
            <translation>Teile, auf denen reihum gemessen wird</translation>
        </message>
        <message>
            <source>Parts: {count:,}, {left:,} of them still to be done. Workers of the Dask cluster at {address}: {workers:,}.</source>
            <translation>Teile: {count:,}, davon noch zu erledigen: {left:,}. Worker des Dask-Clusters unter {address}: {workers:,}.</translation>
        </message>
        <message>
            <source>Pascal VOC</source>
            <translation>Pascal VOC</translation>
        </message>
        <message>
            <source>Pasted</source>
            <translation>Eingefügt</translation>
        </message>
        <message>
            <source>Pasted objects: {name}</source>
            <translation>Eingefügte Objekte: {name}</translation>
        </message>
        <message>
            <source>Pasted pixels on ground where such objects do not stand</source>
            <translation>Eingefügte Pixel auf Flächen, auf denen solche Objekte nicht stehen</translation>
        </message>
        <message>
            <source>Paths in {folder} would have {needed} characters, more than the {allowed} that Windows allows; set DIAO_HOME to a shorter folder, such as C:\diao, or allow long paths.</source>
            <translation>Pfade in {folder} hätten {needed} Zeichen, mehr als die {allowed}, die Windows erlaubt; setzen Sie DIAO_HOME auf einen kürzeren Ordner wie C:\diao oder lassen Sie lange Pfade zu.</translation>
        </message>
        <message>
            <source>Pixel size</source>
            <translation>Pixelgröße</translation>
        </message>
        <message>
            <source>Pixels</source>
            <translation>Pixel</translation>
        </message>
        <message>
            <source>Pixels as they are</source>
            <translation>Pixel, wie sie sind</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Plätze</translation>
        </message>
        <message>
            <source>Plain: at random</source>
            <translation>Einfach: zufällig</translation>
        </message>
        <message>
            <source>Plausibility of the places that were taken: median {median:.2f}, 5 % below {low:.2f}.</source>
            <translation>Plausibilität der gewählten Plätze: Median {median:.2f}, 5 % unter {low:.2f}.</translation>
        </message>
        <message>
            <source>Point</source>
            <translation>Punkt</translation>
        </message>
        <message>
            <source>Point {n}: what is in the small square?</source>
            <translation>Punkt {n}: Was ist in dem kleinen Quadrat?</translation>
        </message>
        <message>
            <source>Points of mean IoU over no balancing, with the half width of the 95 % interval</source>
            <translation>Punkte mittlerer IoU über der ohne Ausgleichen, mit der halben Breite des 95-%-Intervalls</translation>
        </message>
        <message>
            <source>Points with their number, the class on the ground (empty, for you), a note, the class of the map and the mapped area of that class.</source>
            <translation>Punkte mit Nummer, Klasse am Boden (leer, für Sie), Notiz, Klasse der Karte und kartierter Fläche dieser Klasse.</translation>
        </message>
        <message>
            <source>Polygons of a layer</source>
            <translation>Polygone eines Layers</translation>
        </message>
        <message>
            <source>Polygons of clouds, or rasters with another value than 0 there; what they cover is not seen in any of the images. A raster that lies beside an image and is called like it with _clouds behind (a_20240531_clouds.tif) counts for this image by itself.</source>
            <translation>Polygone der Wolken oder Raster, die dort einen anderen Wert als 0 haben; was sie bedecken, gilt in keinem der Bilder als gesehen. Ein Raster, das neben einem Bild liegt und wie dieses mit _clouds dahinter heißt (a_20240531_clouds.tif), gilt von selbst für dieses Bild.</translation>
        </message>
        <message>
            <source>Polygons of rare classes</source>
            <translation>Polygone seltener Klassen</translation>
        </message>
        <message>
            <source>Polygons of rare classes with verdicts, or any polygons with a class, in any CRS.</source>
            <translation>Polygone seltener Klassen mit Urteilen oder beliebige Polygone mit einer Klasse, in jedem KBS.</translation>
        </message>
        <message>
            <source>Polygons with class value, class name, area, pixels, mean confidence and a field for your verdict.</source>
            <translation>Polygone mit Klassenwert, Klassenname, Fläche, Pixeln, mittlerer Konfidenz und einem Feld für Ihr Urteil.</translation>
        </message>
        <message>
            <source>Polygons, in any CRS, that limit the ground that is brought up to date; empty means everywhere.</source>
            <translation>Polygone in beliebigem KBS, die begrenzen, wo die Karte aktualisiert wird; leer heißt überall.</translation>
        </message>
        <message>
            <source>Polygons, in any CRS, that limit the ground that is compared; empty means everywhere.</source>
            <translation>Polygone in beliebigem KBS, die das verglichene Gebiet begrenzen; leer heißt überall.</translation>
        </message>
        <message>
            <source>Polygons, in any CRS, that limit the ground that is judged; empty means everywhere.</source>
            <translation>Polygone, in beliebigem KBS, auf die der beurteilte Boden begrenzt wird; leer bedeutet überall.</translation>
        </message>
        <message>
            <source>Polygons, in any CRS, that limit the ground that is mapped; empty means everywhere.</source>
            <translation>Polygone in beliebigem KBS, die das kartierte Gebiet begrenzen; leer heißt überall.</translation>
        </message>
        <message>
            <source>Polygons, in any CRS, that limit the ground that is used; empty means everywhere.</source>
            <translation>Polygone in beliebigem KBS, die das verwendete Gebiet begrenzen; leer heißt überall.</translation>
        </message>
        <message>
            <source>Prec.</source>
            <translation>Präz.</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>Präzision</translation>
        </message>
        <message>
            <source>Preparing labels of {name}</source>
            <translation>Klassenangaben von {name} werden vorbereitet</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Preview of {n} tiles</source>
            <translation>Vorschau von {n} Kacheln</translation>
        </message>
        <message>
            <source>Preview on the map</source>
            <translation>Vorschau auf der Karte</translation>
        </message>
        <message>
            <source>Prior correction that is best on the validation tiles</source>
            <translation>Prior-Korrektur, die auf den Validierungskacheln am besten ist</translation>
        </message>
        <message>
            <source>Prior correction {correction:g} is best on the validation tiles: mean IoU {miou:.3f}, at 0 {uncorrected:.3f}.</source>
            <translation>Die Prior-Korrektur {correction:g} ist auf den Validierungskacheln am besten: mittlere IoU {miou:.3f}, bei 0 {uncorrected:.3f}.</translation>
        </message>
        <message>
            <source>Prior correction: 0 finds more rare objects, 1 has fewer false alarms</source>
            <translation>Prior-Korrektur: 0 findet mehr seltene Objekte, 1 hat weniger Fehlalarme</translation>
        </message>
        <message>
            <source>Private environment of the engine</source>
            <translation>Eigene Umgebung der Engine</translation>
        </message>
        <message>
            <source>Probabilities</source>
            <translation>Wahrscheinlichkeiten</translation>
        </message>
        <message>
            <source>Probabilities of all classes</source>
            <translation>Wahrscheinlichkeiten aller Klassen</translation>
        </message>
        <message>
            <source>Probability of each chosen class, 0 to 1; a band per class.</source>
            <translation>Wahrscheinlichkeit jeder gewählten Klasse, 0 bis 1; ein Kanal je Klasse.</translation>
        </message>
        <message>
            <source>Probability of the mapped class, 0 to 1.</source>
            <translation>Wahrscheinlichkeit der kartierten Klasse, 0 bis 1.</translation>
        </message>
        <message>
            <source>Prod.</source>
            <translation>Prod.</translation>
        </message>
        <message>
            <source>Producer's accuracy</source>
            <translation>Produzentengenauigkeit</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Progress of the set-up</source>
            <translation>Fortschritt der Einrichtung</translation>
        </message>
        <message>
            <source>Proportional: by the area of each class</source>
            <translation>Proportional: nach der Fläche jeder Klasse</translation>
        </message>
        <message>
            <source>Putting parts together</source>
            <translation>Teile werden zusammengefügt</translation>
        </message>
        <message>
            <source>PyTorch comes from the usual package index, since its own one, {index}, did not serve: {reason} What follows: {consequence}.</source>
            <translation>PyTorch kommt aus dem üblichen Paketverzeichnis, denn sein eigenes, {index}, half nicht weiter: {reason} Das heißt: {consequence}.</translation>
        </message>
        <message>
            <source>PyTorch is no longer made for Macs with Intel processors; set up the base environment, which does all but training.</source>
            <translation>PyTorch gibt es für Macs mit Intel-Prozessor nicht mehr; richten Sie die Umgebung „base“ ein, die alles außer Training kann.</translation>
        </message>
        <message>
            <source>Pyramid attention network</source>
            <translation>Pyramiden-Aufmerksamkeits-Netz (PAN)</translation>
        </message>
        <message>
            <source>Python of the engine</source>
            <translation>Python der Engine</translation>
        </message>
        <message>
            <source>Python of your own</source>
            <translation>Eigenes Python</translation>
        </message>
        <message>
            <source>Quick look</source>
            <translation>Schneller Blick</translation>
        </message>
        <message>
            <source>Random repeats</source>
            <translation>Zufällige Wiederholungen</translation>
        </message>
        <message>
            <source>Random seed</source>
            <translation>Startwert des Zufalls</translation>
        </message>
        <message>
            <source>Random seed {seed}, part {fold}, {method}: mean IoU {miou:.1f}.</source>
            <translation>Startwert {seed}, Teil {fold}, {method}: mittlere IoU {miou:.1f}.</translation>
        </message>
        <message>
            <source>Random seed {seed}, {method}: mean IoU {miou:.1f}.</source>
            <translation>Startwert {seed}, {method}: mittlere IoU {miou:.1f}.</translation>
        </message>
        <message>
            <source>Random tiles</source>
            <translation>Zufällige Kacheln</translation>
        </message>
        <message>
            <source>Rare</source>
            <translation>Selten</translation>
        </message>
        <message>
            <source>Rare IoU</source>
            <translation>IoU seltener Klassen</translation>
        </message>
        <message>
            <source>Rare classes that were found</source>
            <translation>Gefundene seltene Klassen</translation>
        </message>
        <message>
            <source>Rarer than wanted and now seen more often: {names}. Expect more of them to be found, and more false alarms.</source>
            <translation>Seltener als gewünscht und jetzt öfter gezeigt: {names}. Davon wird mehr gefunden werden, auch mehr falsch.</translation>
        </message>
        <message>
            <source>Raster</source>
            <translation>Raster</translation>
        </message>
        <message>
            <source>Rasters are merged into cloud-optimised GeoTIFFs (--cog) or stay in parts under a virtual raster (--vrt); name one of both.</source>
            <translation>Raster werden zu cloud-optimierten GeoTIFFs zusammengefügt (--cog) oder bleiben in Teilen unter einem virtuellen Raster (--vrt); nennen Sie eines von beiden.</translation>
        </message>
        <message>
            <source>Rasters such as slope, soil or elevation, in any CRS: objects are put only where these have values as at real objects. Whole numbers may be categories.</source>
            <translation>Raster wie Hangneigung, Boden oder Höhe, in beliebigem KBS: Objekte kommen nur dorthin, wo diese Werte haben wie bei echten Objekten. Ganze Zahlen dürfen Kategorien sein.</translation>
        </message>
        <message>
            <source>Reading the card</source>
            <translation>Der Steckbrief wird gelesen</translation>
        </message>
        <message>
            <source>Reading the masks</source>
            <translation>Masken werden gelesen</translation>
        </message>
        <message>
            <source>Reading the model's card …</source>
            <translation>Der Steckbrief des Modells wird gelesen …</translation>
        </message>
        <message>
            <source>Reading the tile dataset …</source>
            <translation>Der Kacheldatensatz wird gelesen …</translation>
        </message>
        <message>
            <source>Reading tiles</source>
            <translation>Kacheln werden gelesen</translation>
        </message>
        <message>
            <source>Ready: {versions}.</source>
            <translation>Bereit: {versions}.</translation>
        </message>
        <message>
            <source>Recall</source>
            <translation>Trefferquote</translation>
        </message>
        <message>
            <source>Recent datasets</source>
            <translation>Zuletzt verwendete Datensätze</translation>
        </message>
        <message>
            <source>Recent models</source>
            <translation>Zuletzt verwendete Modelle</translation>
        </message>
        <message>
            <source>Recommended: raise rare classes, keep the rest in proportion</source>
            <translation>Empfohlen: seltene Klassen anheben, die übrigen im Verhältnis lassen</translation>
        </message>
        <message>
            <source>Rectangle, in any CRS, that limits the ground that is mapped; empty means everywhere.</source>
            <translation>Rechteck in beliebigem KBS, das das kartierte Gebiet begrenzt; leer heißt überall.</translation>
        </message>
        <message>
            <source>Rectangle, in any CRS, that limits the ground that is used; empty means everywhere.</source>
            <translation>Rechteck in beliebigem KBS, das das verwendete Gebiet begrenzt; leer heißt überall.</translation>
        </message>
        <message>
            <source>Red, green, blue, and an alpha band that is 0 where the server has no imagery.</source>
            <translation>Rot, Grün, Blau und ein Alphaband, das 0 ist, wo der Server keine Bilddaten hat.</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Referenz</translation>
        </message>
        <message>
            <source>Reference px</source>
            <translation>Referenz, px</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>Aus der Liste entfernen</translation>
        </message>
        <message>
            <source>Remove the {size} environment? It can be set up again.</source>
            <translation>Die Umgebung {size} entfernen? Sie lässt sich wieder einrichten.</translation>
        </message>
        <message>
            <source>Repair</source>
            <translation>Reparieren</translation>
        </message>
        <message>
            <source>Repeat factors (Gupta et al. 2019)</source>
            <translation>Wiederholungsfaktoren (Gupta et al. 2019)</translation>
        </message>
        <message>
            <source>Repeated tiles {n}: {name}</source>
            <translation>Wiederholte Kacheln {n}: {name}</translation>
        </message>
        <message>
            <source>Repeats</source>
            <translation>Wiederholungen</translation>
        </message>
        <message>
            <source>Repeats (DIAO)</source>
            <translation>Wiederholungen (DIAO)</translation>
        </message>
        <message>
            <source>Repeats show {draws:,} tiles per epoch instead of {tiles:,}, and dynamic sampling favours rare classes too, which is once too often; train on the dataset without repeats, or set {label} to Plain.</source>
            <translation>Wiederholungen zeigen je Epoche {draws:,} statt {tiles:,} Kacheln, und auch die dynamische Auswahl bevorzugt seltene Klassen, das ist einmal zu viel; trainieren Sie auf dem Datensatz ohne Wiederholungen, oder setzen Sie „{label}“ auf „Einfach“.</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <source>Report class distribution</source>
            <translation>Klassenverteilung berichten</translation>
        </message>
        <message>
            <source>ResNet-18</source>
            <translation>ResNet-18</translation>
        </message>
        <message>
            <source>ResNet-34</source>
            <translation>ResNet-34</translation>
        </message>
        <message>
            <source>ResNet-50</source>
            <translation>ResNet-50</translation>
        </message>
        <message>
            <source>Reviewed training tile</source>
            <translation>Beurteilte Trainingskachel</translation>
        </message>
        <message>
            <source>Roughly {time} on an ordinary GPU; the first training measures this computer.</source>
            <translation>Grob {time} auf einer üblichen GPU; das erste Training misst diesen Rechner.</translation>
        </message>
        <message>
            <source>Roughly {time} on two cores, faster on more; the first training measures this computer.</source>
            <translation>Grob {time} auf zwei Rechenkernen, mit mehr Kernen schneller; das erste Training misst diesen Rechner.</translation>
        </message>
        <message>
            <source>Roughly {time}, judged by how fast this computer has trained another network.</source>
            <translation>Grob {time}, geschätzt nach dem Training eines anderen Netzes auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Rows are the first map, columns the second, in ha.</source>
            <translation>Zeilen sind die erste Karte, Spalten die zweite, in ha.</translation>
        </message>
        <message>
            <source>Rows are the first map, columns the second, in pixels.</source>
            <translation>Zeilen sind die erste Karte, Spalten die zweite, in Pixeln.</translation>
        </message>
        <message>
            <source>Rows are the reference, columns the map.</source>
            <translation>Zeilen sind die Referenz, Spalten die Karte.</translation>
        </message>
        <message>
            <source>Rows are the reference, columns the model.</source>
            <translation>Zeilen sind die Referenz, Spalten das Modell.</translation>
        </message>
        <message>
            <source>Running for {time} minutes</source>
            <translation>Läuft seit {time} Minuten</translation>
        </message>
        <message>
            <source>Runs of this project, the newest first</source>
            <translation>Läufe dieses Projekts, der neueste zuerst</translation>
        </message>
        <message>
            <source>STAC item or collection</source>
            <translation>STAC-Item oder -Sammlung</translation>
        </message>
        <message>
            <source>Sample</source>
            <translation>Stichprobe</translation>
        </message>
        <message>
            <source>Sample points</source>
            <translation>Stichprobenpunkte</translation>
        </message>
        <message>
            <source>Sample points {n}: {name}</source>
            <translation>Stichprobe {n}: {name}</translation>
        </message>
        <message>
            <source>Sampling</source>
            <translation>Auswahl der Ausschnitte</translation>
        </message>
        <message>
            <source>Save as CSV …</source>
            <translation>Als CSV speichern …</translation>
        </message>
        <message>
            <source>Save the edits of {layer} first.</source>
            <translation>Speichern Sie zuerst die Änderungen an {layer}.</translation>
        </message>
        <message>
            <source>Save the model as</source>
            <translation>Modell speichern als</translation>
        </message>
        <message>
            <source>Saves the table as a file: {title}</source>
            <translation>Speichert die Tabelle als Datei: {title}</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>Punktzahl</translation>
        </message>
        <message>
            <source>Scores</source>
            <translation>Kennzahlen</translation>
        </message>
        <message>
            <source>Second map</source>
            <translation>Zweite Karte</translation>
        </message>
        <message>
            <source>Second map (ha)</source>
            <translation>Zweite Karte (ha)</translation>
        </message>
        <message>
            <source>Second map (pixels)</source>
            <translation>Zweite Karte (Pixel)</translation>
        </message>
        <message>
            <source>Seconds</source>
            <translation>Sekunden</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Startwert</translation>
        </message>
        <message>
            <source>Seen by the loss</source>
            <translation>Vom Verlust gesehen</translation>
        </message>
        <message>
            <source>Seen since</source>
            <translation>Gesehen seit</translation>
        </message>
        <message>
            <source>SegFormer</source>
            <translation>SegFormer</translation>
        </message>
        <message>
            <source>Selected features only ({n})</source>
            <translation>Nur gewählte Objekte ({n})</translation>
        </message>
        <message>
            <source>Sensitivity</source>
            <translation>Empfindlichkeit</translation>
        </message>
        <message>
            <source>Set aside, until they change:</source>
            <translation>Zurückgestellt, bis sie sich ändern:</translation>
        </message>
        <message>
            <source>Set up</source>
            <translation>Einrichten</translation>
        </message>
        <message>
            <source>Set up for clusters too</source>
            <translation>Auch für Cluster einrichten</translation>
        </message>
        <message>
            <source>Set up to balance and map</source>
            <translation>Zum Ausgleichen und Kartieren einrichten</translation>
        </message>
        <message>
            <source>Set up to train too</source>
            <translation>Auch zum Trainieren einrichten</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>Einstellung</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Anteil</translation>
        </message>
        <message>
            <source>Share after</source>
            <translation>Anteil nachher</translation>
        </message>
        <message>
            <source>Share after balancing</source>
            <translation>Anteil nach dem Ausgleich</translation>
        </message>
        <message>
            <source>Share before</source>
            <translation>Anteil vorher</translation>
        </message>
        <message>
            <source>Share in the training tiles</source>
            <translation>Anteil in den Trainingskacheln</translation>
        </message>
        <message>
            <source>Share of the classes in training</source>
            <translation>Anteil der Klassen im Training</translation>
        </message>
        <message>
            <source>Share of the classes in training, before and after balancing</source>
            <translation>Anteil der Klassen im Training, vor und nach dem Ausgleichen</translation>
        </message>
        <message>
            <source>Share of the compared ground that differs, 0 to 1</source>
            <translation>Anteil der verglichenen Fläche, der sich unterscheidet, 0 bis 1</translation>
        </message>
        <message>
            <source>Share of the compared ground that has changed, 0 to 1</source>
            <translation>Anteil der verglichenen Fläche, der sich geändert hat, 0 bis 1</translation>
        </message>
        <message>
            <source>Share of the ground that the server has no imagery of, 0 to 1</source>
            <translation>Anteil des Gebiets, von dem der Server keine Bilddaten hat, 0 bis 1</translation>
        </message>
        <message>
            <source>Share of the labelled ground that is held out for test.</source>
            <translation>Anteil der Flächen mit Klassenangabe, der für den Test zurückgehalten wird.</translation>
        </message>
        <message>
            <source>Share of the labelled ground that is held out for validation.</source>
            <translation>Anteil der Flächen mit Klassenangabe, der für die Validierung zurückgehalten wird.</translation>
        </message>
        <message>
            <source>Share of the labelled training pixels, with repeats</source>
            <translation>Anteil an den Trainingspixeln mit Klassenangabe, mit Wiederholungen</translation>
        </message>
        <message>
            <source>Share of the training, at its end, with crops at random, so that the model sees the real class shares last; dynamic sampling fades towards it, 0 keeps it to the end.</source>
            <translation>Anteil des Trainings, an seinem Ende, mit zufälligen Ausschnitten, damit das Modell zuletzt die wirklichen Klassenanteile sieht; die dynamische Auswahl klingt bis dahin aus, 0 behält sie bis zum Schluss bei.</translation>
        </message>
        <message>
            <source>Shares in the training tiles, with their repeats</source>
            <translation>Anteile in den Trainingskacheln, mit ihren Wiederholungen</translation>
        </message>
        <message>
            <source>Shares in {split}: {shares}.</source>
            <translation>Anteile in {split}: {shares}.</translation>
        </message>
        <message>
            <source>Short trainings favour balancing more than long ones, for they see the rare classes too seldom to learn them; where a gain is near the noise, compare with more steps. Of twenty intervals of methods that give nothing, one excludes 0 by chance.</source>
            <translation>Kurze Trainings begünstigen das Ausgleichen mehr als lange, denn sie sehen die seltenen Klassen zu selten, um sie zu lernen; wo ein Gewinn nahe am Rauschen liegt, vergleichen Sie mit mehr Schritten. Von zwanzig Intervallen wirkungsloser Methoden schließt eines die 0 zufällig aus.</translation>
        </message>
        <message>
            <source>Show on the map what has changed</source>
            <translation>Auf der Karte zeigen, was sich geändert hat</translation>
        </message>
        <message>
            <source>Show the maps again</source>
            <translation>Karten wieder zeigen</translation>
        </message>
        <message>
            <source>Show tiles on the map</source>
            <translation>Kacheln auf der Karte zeigen</translation>
        </message>
        <message>
            <source>Shown</source>
            <translation>Gezeigt</translation>
        </message>
        <message>
            <source>Shown more often by</source>
            <translation>Öfter gezeigt um</translation>
        </message>
        <message>
            <source>Shows how much there is of each class in a tile dataset: pixels, share, tiles and repeats per class for training, validation and test, which classes are rare, and how far the training tiles are from what is wanted.</source>
            <translation>Zeigt, wie viel es in einem Kacheldatensatz von jeder Klasse gibt: Pixel, Anteil, Kacheln und Wiederholungen je Klasse für Training, Validierung und Test, welche Klassen selten sind und wie weit die Trainingskacheln vom Gewünschten entfernt sind.</translation>
        </message>
        <message>
            <source>Shows the card of a segmentation model: classes, bands, pixel size, normalisation, how it was trained and how good it is. Models made elsewhere may lack parts of it: what you say here is kept in a file beside the model (its name with .card.json), and Map raster uses it from then on. The model itself stays as it is.</source>
            <translation>Zeigt den Steckbrief eines Segmentierungsmodells: Klassen, Kanäle, Pixelgröße, Normalisierung, wie es trainiert wurde und wie gut es ist. Modellen aus anderer Quelle kann ein Teil davon fehlen: Was Sie hier angeben, wird in einer Datei neben dem Modell behalten (sein Name mit .card.json), und „Raster kartieren“ verwendet es von da an. Das Modell selbst bleibt, wie es ist.</translation>
        </message>
        <message>
            <source>Shows tiles with much of the rare classes to the training several times. Not needed with dynamic sampling, which the page Train is set to; it is for plain sampling and for other software.</source>
            <translation>Zeigt dem Training Kacheln mit viel von den seltenen Klassen mehrmals. Unnötig bei der dynamischen Auswahl, auf die die Seite „Trainieren“ eingestellt ist; für einfache Auswahl und für andere Software gedacht.</translation>
        </message>
        <message>
            <source>Side of a pixel on the ground. Finer than what the server has gives no more detail.</source>
            <translation>Seitenlänge eines Pixels am Boden. Feiner als das, was der Server hat, zeigt nicht mehr.</translation>
        </message>
        <message>
            <source>Side of a tile, in pixels of the imagery.</source>
            <translation>Seitenlänge einer Kachel in Pixeln der Bilddaten.</translation>
        </message>
        <message>
            <source>Side of the pieces of a tile that the training is shown; a multiple of 32.</source>
            <translation>Seitenlänge der Ausschnitte einer Kachel, die das Training sieht; ein Vielfaches von 32.</translation>
        </message>
        <message>
            <source>Side of the pixels that the model was trained on; other rasters are resampled for it. 0 when nobody knows.</source>
            <translation>Seitenlänge der Pixel, mit denen das Modell trainiert wurde; andere Raster werden dafür umgerechnet. 0, wenn sie niemand kennt.</translation>
        </message>
        <message>
            <source>Side of the windows that the model sees; empty means what the model's card says.</source>
            <translation>Seitenlänge der Fenster, die das Modell sieht; leer heißt, was der Steckbrief des Modells angibt.</translation>
        </message>
        <message>
            <source>Simplify</source>
            <translation>Vereinfachen</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Fläche</translation>
        </message>
        <message>
            <source>Size of the steps and kinks that are smoothed out of the outlines; neighbours keep their common border, 0 keeps the outline of the pixels.</source>
            <translation>Größe der Stufen und Knicke, die aus den Umrissen geglättet werden; Nachbarn behalten ihre gemeinsame Grenze, 0 behält den Umriss der Pixel.</translation>
        </message>
        <message>
            <source>Smaller changes are left out of the map; empty leaves out those of fewer than 9 pixels, 0 none.</source>
            <translation>Kleinere Änderungen kommen nicht in die Karte; leer lässt solche mit weniger als 9 Pixeln weg, 0 keine.</translation>
        </message>
        <message>
            <source>Smaller objects are left out, and how many is said; empty leaves out specks of fewer than 9 pixels, 0 nothing.</source>
            <translation>Kleinere Objekte werden weggelassen, und wie viele, wird gesagt; leer lässt Splitter von weniger als 9 Pixeln weg, 0 nichts.</translation>
        </message>
        <message>
            <source>Smaller objects are not used.</source>
            <translation>Kleinere Objekte werden nicht verwendet.</translation>
        </message>
        <message>
            <source>Smallest change</source>
            <translation>Kleinste Änderung</translation>
        </message>
        <message>
            <source>Smallest object used</source>
            <translation>Kleinstes Objekt, das verwendet wird</translation>
        </message>
        <message>
            <source>Smallest polygon kept</source>
            <translation>Kleinstes Polygon, das bleibt</translation>
        </message>
        <message>
            <source>Some images have a CRS and some have none; assign one to all of them, or leave some out.</source>
            <translation>Einige Bilder haben ein KBS und einige keines; weisen Sie allen eines zu, oder lassen Sie einige weg.</translation>
        </message>
        <message>
            <source>Some of the tiles</source>
            <translation>Einige der Kacheln</translation>
        </message>
        <message>
            <source>Split by</source>
            <translation>Aufteilen nach</translation>
        </message>
        <message>
            <source>Spread over tiles</source>
            <translation>Verteilung auf viele Kacheln</translation>
        </message>
        <message>
            <source>Standard deviation</source>
            <translation>Standardabweichung</translation>
        </message>
        <message>
            <source>Standard error</source>
            <translation>Standardfehler</translation>
        </message>
        <message>
            <source>Standard error that is expected of the overall accuracy, 0 to 1</source>
            <translation>Erwarteter Standardfehler der Gesamtgenauigkeit, 0 bis 1</translation>
        </message>
        <message>
            <source>Start from model</source>
            <translation>Ausgehen vom Modell</translation>
        </message>
        <message>
            <source>Start watching</source>
            <translation>Überwachen starten</translation>
        </message>
        <message>
            <source>Start with my own data</source>
            <translation>Mit eigenen Daten beginnen</translation>
        </message>
        <message>
            <source>Started from</source>
            <translation>Begonnen mit</translation>
        </message>
        <message>
            <source>Starting the engine …</source>
            <translation>Die Engine wird gestartet …</translation>
        </message>
        <message>
            <source>Step {n}: {title}</source>
            <translation>Schritt {n}: {title}</translation>
        </message>
        <message>
            <source>Steps per epoch</source>
            <translation>Schritte je Epoche</translation>
        </message>
        <message>
            <source>Steps per training</source>
            <translation>Schritte je Training</translation>
        </message>
        <message>
            <source>Stop and keep the best</source>
            <translation>Anhalten und das Beste behalten</translation>
        </message>
        <message>
            <source>Stop watching</source>
            <translation>Überwachen beenden</translation>
        </message>
        <message>
            <source>Stop when imbalance is below</source>
            <translation>Anhalten bei Ungleichgewicht unter</translation>
        </message>
        <message>
            <source>Stop when the validation IoU has not risen for this many epochs; 0 means never.</source>
            <translation>Anhalten, wenn die IoU der Validierung so viele Epochen lang nicht gestiegen ist; 0 heißt nie.</translation>
        </message>
        <message>
            <source>Stopped after epoch {epoch}: the validation IoU has not risen since epoch {best}.</source>
            <translation>Nach Epoche {epoch} beendet: die Validierungs-IoU ist seit Epoche {best} nicht gestiegen.</translation>
        </message>
        <message>
            <source>Stopped on request in epoch {epoch} of {epochs}; epoch {best} is the best and is kept.</source>
            <translation>Auf Wunsch in Epoche {epoch} von {epochs} beendet; Epoche {best} ist die beste und wird behalten.</translation>
        </message>
        <message numerus="yes">
            <source>Stopped on request; the result rests on {count} trainings per method.</source>
            <translation>
                <numerusform>Auf Wunsch beendet; das Ergebnis beruht auf {count} Training je Methode.</numerusform>
                <numerusform>Auf Wunsch beendet; das Ergebnis beruht auf {count} Trainings je Methode.</numerusform>
            </translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation>Wird beendet …</translation>
        </message>
        <message>
            <source>Suggested order</source>
            <translation>Vorgeschlagene Reihenfolge</translation>
        </message>
        <message>
            <source>Synthesis broke its own rules: {rules} Please report it with the log.</source>
            <translation>Die Synthese hat ihre eigenen Regeln gebrochen: {rules} Bitte melden Sie das mit dem Protokoll.</translation>
        </message>
        <message>
            <source>Synthesise tiles (DIAO-CP)</source>
            <translation>Kacheln synthetisieren (DIAO-CP)</translation>
        </message>
        <message>
            <source>Synthetic tiles</source>
            <translation>Synthetische Kacheln</translation>
        </message>
        <message>
            <source>Synthetic tiles (DIAO-CP)</source>
            <translation>Synthetische Kacheln (DIAO-CP)</translation>
        </message>
        <message>
            <source>Synthetic tiles {n}: {name}</source>
            <translation>Synthetische Kacheln {n}: {name}</translation>
        </message>
        <message>
            <source>Synthetic tiles, dynamic sampling</source>
            <translation>Synthetische Kacheln, dynamische Auswahl</translation>
        </message>
        <message>
            <source>Synthetic tiles: before, after, labels before, labels after</source>
            <translation>Synthetische Kacheln: vorher, nachher, Klassen vorher, Klassen nachher</translation>
        </message>
        <message>
            <source>Synthetic tiles: {tiles}; objects on them: {objects}, out of {bank} collected ones. Blending: {blend}. Minimum plausibility: {plausibility:g}. Width of the surroundings: {ring} px. Random seed: {seed}.</source>
            <translation>Synthetische Kacheln: {tiles}; Objekte darauf: {objects}, aus {bank} gesammelten. Einpassung: {blend}. Mindestplausibilität: {plausibility:g}. Breite der Umgebung: {ring} px. Startwert des Zufalls: {seed}.</translation>
        </message>
        <message>
            <source>Synthetic training tile</source>
            <translation>Synthetische Trainingskachel</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Tabelle</translation>
        </message>
        <message>
            <source>Takes the last verdict back; again, the one before.</source>
            <translation>Nimmt das letzte Urteil zurück; noch einmal das davor.</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>Ziel</translation>
        </message>
        <message>
            <source>Target share</source>
            <translation>Zielanteil</translation>
        </message>
        <message>
            <source>Target – {meaning}</source>
            <translation>Ziel – {meaning}</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Testkacheln</translation>
        </message>
        <message>
            <source>Test share</source>
            <translation>Testanteil</translation>
        </message>
        <message>
            <source>Test the devices</source>
            <translation>Geräte prüfen</translation>
        </message>
        <message>
            <source>Test tile</source>
            <translation>Testkachel</translation>
        </message>
        <message>
            <source>Texture kept, colours taken from the new surroundings (Poisson)</source>
            <translation>Textur behalten, Farben aus der neuen Umgebung (Poisson)</translation>
        </message>
        <message>
            <source>That would be {count} layers, more than {most}; choose Assets among {known}, or fewer items.</source>
            <translation>Das wären {count} Layer, mehr als {most}; wählen Sie Assets aus {known} oder weniger Items.</translation>
        </message>
        <message>
            <source>The Apple GPU trains and maps.</source>
            <translation>Die Apple-GPU trainiert und kartiert.</translation>
        </message>
        <message>
            <source>The CRS of {path} cannot be read; assign the layer tiles its CRS, or make the dataset anew.</source>
            <translation>Das KBS von {path} ist nicht lesbar; weisen Sie dem Layer tiles sein KBS zu, oder erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>The CRS {crs!r} is not known; give a code such as EPSG:32633.</source>
            <translation>Das KBS {crs!r} ist nicht bekannt; geben Sie einen Code wie EPSG:32633 an.</translation>
        </message>
        <message>
            <source>The Dask scheduler at {address} had no worker for {seconds} seconds; start some, then run this again.</source>
            <translation>Der Dask-Scheduler bei {address} hatte {seconds} Sekunden lang keinen Worker; starten Sie welche und dann dies noch einmal.</translation>
        </message>
        <message>
            <source>The Dask scheduler ended while part {shard} was done; start it and run this again: parts that are done stay.</source>
            <translation>Der Dask-Scheduler ist ausgefallen, während Teil {shard} bearbeitet wurde; starten Sie ihn und dann dies noch einmal: Erledigte Teile bleiben.</translation>
        </message>
        <message>
            <source>The GeoPackage that is made; its first layer is tiles.</source>
            <translation>Das GeoPackage, das entsteht; sein erster Layer heißt tiles.</translation>
        </message>
        <message>
            <source>The ImageNet weights of {encoder} cannot be downloaded from {endpoint}, so the encoder starts from none: the map will be worse. Connect, or name a local file of weights (.safetensors, .pth).</source>
            <translation>Die ImageNet-Gewichte von {encoder} lassen sich von {endpoint} nicht herunterladen, daher beginnt der Encoder ohne Vorwissen: Die Karte wird schlechter. Stellen Sie eine Verbindung her, oder nennen Sie eine lokale Datei mit Gewichten (.safetensors, .pth).</translation>
        </message>
        <message>
            <source>The ImageNet weights of {encoder} cannot be downloaded: {endpoint} does not answer, sends nothing or lacks them; connect, name a local file (.safetensors, .pth), or set Encoder weights to none.</source>
            <translation>Die ImageNet-Gewichte von {encoder} lassen sich nicht herunterladen: {endpoint} antwortet nicht, sendet nichts oder hat sie nicht; stellen Sie eine Verbindung her, nennen Sie eine lokale Datei (.safetensors, .pth), oder setzen Sie „Gewichte des Encoders“ auf none.</translation>
        </message>
        <message>
            <source>The ONNX file with the model and its card.</source>
            <translation>Die ONNX-Datei mit dem Modell und seinem Steckbrief.</translation>
        </message>
        <message>
            <source>The ONNX model differs from the trained network by {difference:.2g}; choose another Architecture or Encoder and report it.</source>
            <translation>Das ONNX-Modell weicht um {difference:.2g} vom trainierten Netz ab; wählen Sie eine andere Architektur oder einen anderen Encoder, und melden Sie es.</translation>
        </message>
        <message>
            <source>The Python interpreter {path} does not exist; choose one that does.</source>
            <translation>Den Python-Interpreter {path} gibt es nicht; wählen Sie einen vorhandenen.</translation>
        </message>
        <message>
            <source>The Python that the environment in {path} was made from is gone; set it up again.</source>
            <translation>Das Python, aus dem die Umgebung in {path} gemacht wurde, ist weg; richten Sie sie neu ein.</translation>
        </message>
        <message>
            <source>The algorithm {name} is missing; enable the plugin DIAO under Plugins.</source>
            <translation>Der Algorithmus {name} fehlt; schalten Sie DIAO unter Erweiterungen ein.</translation>
        </message>
        <message>
            <source>The approval cannot be kept: {reason}</source>
            <translation>Die Freigabe kann nicht gespeichert werden: {reason}</translation>
        </message>
        <message>
            <source>The asset {key} cannot be opened ({reason}); check the address, your access to it and the connection.</source>
            <translation>Das Asset {key} lässt sich nicht öffnen ({reason}); prüfen Sie die Adresse, Ihren Zugang und die Verbindung.</translation>
        </message>
        <message>
            <source>The assets {first} and {other} do not cover the same ground, so their bands make no image; choose assets that do.</source>
            <translation>Die Assets {first} und {other} decken nicht dasselbe Gelände ab, ihre Kanäle ergeben also kein Bild; wählen Sie Assets, die das tun.</translation>
        </message>
        <message>
            <source>The assets {first} and {other} lie in different coordinate reference systems ({crs} and {other_crs}), so their bands make no image; choose assets that share one.</source>
            <translation>Die Assets {first} und {other} haben verschiedene Koordinatenbezugssysteme ({crs} und {other_crs}), ihre Kanäle ergeben also kein Bild; wählen Sie Assets mit demselben.</translation>
        </message>
        <message>
            <source>The background class {name} is none of the classes of {path}, which are {known:and}; choose one of them, or leave Add to dataset empty.</source>
            <translation>Die Hintergrundklasse {name} ist keine der Klassen von {path}, das sind {known:and}; wählen Sie eine davon, oder lassen Sie Zu Datensatz hinzufügen leer.</translation>
        </message>
        <message numerus="yes">
            <source>The bands of {count} images have other names than those of {reference}, the first is {path} with {names} instead of {expected}; they are taken in their order, so check that they mean the same.</source>
            <translation>
                <numerusform>Die Kanäle von {count} Bild heißen anders als die von {reference}: {path} hat {names} statt {expected}; sie werden in ihrer Reihenfolge genommen, prüfen Sie also, ob sie dasselbe bedeuten.</numerusform>
                <numerusform>Die Kanäle von {count} Bildern heißen anders als die von {reference}, das erste ist {path} mit {names} statt {expected}; sie werden in ihrer Reihenfolge genommen, prüfen Sie also, ob sie dasselbe bedeuten.</numerusform>
            </translation>
        </message>
        <message>
            <source>The bands of {file} are {theirs}, those of the dataset {own}; they are taken for the same.</source>
            <translation>Die Kanäle von {file} sind {theirs}, die des Datensatzes {own}; sie werden für dieselben gehalten.</translation>
        </message>
        <message>
            <source>The bands of {path} are matched to those of the model by name: {places}.</source>
            <translation>Die Kanäle von {path} werden denen des Modells nach Namen zugeordnet: {places}.</translation>
        </message>
        <message>
            <source>The best possible imbalance is {floor:imbalance}: no repeats within these limits could go below.</source>
            <translation>Das bestmögliche Ungleichgewicht ist {floor:imbalance}: Keine Wiederholungen innerhalb dieser Grenzen könnten darunter kommen.</translation>
        </message>
        <message>
            <source>The class around them in the map</source>
            <translation>Der Klasse, die in der Karte ringsum liegt</translation>
        </message>
        <message>
            <source>The class of the map where it is certain (recommended)</source>
            <translation>Der Klasse der Karte, wo diese sicher ist (empfohlen)</translation>
        </message>
        <message>
            <source>The class raster to bring up to date, of this algorithm or any other; the result has its grid. Empty starts a new map on the grid of the oldest image, which grows with each image beyond it.</source>
            <translation>Das Klassenraster, das aktualisiert wird, von diesem oder einem anderen Algorithmus; das Ergebnis hat sein Pixelraster. Leer beginnt eine neue Karte im Pixelraster des ältesten Bildes, die mit jedem Bild darüber hinaus wächst.</translation>
        </message>
        <message>
            <source>The class raster to compare it with. On another grid, it is read at the middle of each pixel of the first map.</source>
            <translation>Das Klassenraster, mit dem verglichen wird. Liegt es auf einem anderen Gitter, wird es in der Mitte jedes Pixels der ersten Karte gelesen.</translation>
        </message>
        <message>
            <source>The class raster to start from: the earlier one, or that of one model.</source>
            <translation>Das Klassenraster, von dem ausgegangen wird: das ältere oder das des einen Modells.</translation>
        </message>
        <message>
            <source>The class shares that are wanted in the training.</source>
            <translation>Die Klassenanteile, die im Training gewünscht sind.</translation>
        </message>
        <message>
            <source>The class shares that are wanted in the training; a class that has reached its share is not copied any more.</source>
            <translation>Die Klassenanteile, die im Training gewünscht sind; eine Klasse, die ihren Anteil erreicht hat, wird nicht weiter kopiert.</translation>
        </message>
        <message>
            <source>The class shares that dynamic sampling works towards.</source>
            <translation>Die Klassenanteile, auf die die dynamische Auswahl hinarbeitet.</translation>
        </message>
        <message>
            <source>The class that the object is</source>
            <translation>Die Klasse, die das Objekt ist</translation>
        </message>
        <message>
            <source>The class values {values} are not all different; give every class its own value.</source>
            <translation>Die Klassenwerte {values} sind nicht alle verschieden; geben Sie jeder Klasse einen eigenen Wert.</translation>
        </message>
        <message>
            <source>The classes are called by their values; double-click one to give it a name.</source>
            <translation>Die Klassen heißen nach ihren Werten; ein Doppelklick gibt einer einen Namen.</translation>
        </message>
        <message>
            <source>The classes of {file} are {theirs}, those of the dataset {own}; they are taken for the same.</source>
            <translation>Die Klassen von {file} sind {theirs}, die des Datensatzes {own}; sie werden für dieselben gehalten.</translation>
        </message>
        <message>
            <source>The colour cannot be written into {path} ({reason}); make the file writable, or end what else writes it.</source>
            <translation>Die Farbe kann nicht in {path} geschrieben werden ({reason}); machen Sie die Datei beschreibbar, oder beenden Sie, was sie sonst beschreibt.</translation>
        </message>
        <message>
            <source>The colours and the form of {path} could not be stored with it ({reason}); the result itself is complete. Make room on the disk, or choose another place for the output, and run it again.</source>
            <translation>Farben und Formular von {path} konnten nicht mit der Datei gespeichert werden ({reason}); das Ergebnis selbst ist vollständig. Schaffen Sie Platz auf dem Datenträger, oder wählen Sie einen anderen Ort für die Ausgabe, und starten Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The comparison starts from the real tiles, each once, and leaves out those with 0 repeats.</source>
            <translation>Der Vergleich beginnt mit den echten Kacheln, jede einmal, und lässt jene mit 0 Wiederholungen aus.</translation>
        </message>
        <message>
            <source>The crops were as varied as those of {effective:.1f} tiles that are shown equally often. What the loss has seen is what was shown times the class weights of the loss; the prior correction is set against these shares.</source>
            <translation>Die Ausschnitte waren so vielfältig wie die von {effective:.1f} gleich oft gezeigten Kacheln. Was der Verlust gesehen hat, ist das Gezeigte mal die Klassengewichte des Verlusts; auf diese Anteile bezieht sich die Prior-Korrektur.</translation>
        </message>
        <message>
            <source>The dataset before this step, {name}, is gone, so the step cannot be undone; put the file back, or create the dataset anew on the page Data.</source>
            <translation>Der Datensatz vor diesem Schritt, {name}, ist nicht mehr da, also lässt sich der Schritt nicht rückgängig machen; legen Sie die Datei zurück, oder erzeugen Sie den Datensatz auf der Seite „Daten“ neu.</translation>
        </message>
        <message>
            <source>The dataset has format {version}, newer than {known}; update the plugin.</source>
            <translation>Der Datensatz hat Format {version}, neuer als {known}; aktualisieren Sie die Erweiterung.</translation>
        </message>
        <message>
            <source>The dataset has no labelled validation tile, so the training tiles are measured and the figures are too good; set split to val for some tiles.</source>
            <translation>Der Datensatz hat keine Validierungskachel mit Klassenangabe, daher werden die Trainingskacheln gemessen, und die Kennzahlen sind zu gut; setzen Sie split bei einigen Kacheln auf val.</translation>
        </message>
        <message>
            <source>The dataset has no training tile that is shown; set split to train and repeats to 1 for some.</source>
            <translation>Der Datensatz hat keine Trainingskachel, die gezeigt wird; setzen Sie bei einigen split auf train und repeats auf 1.</translation>
        </message>
        <message>
            <source>The dataset has no training tile; set split to train for some tiles or lower the held-out shares.</source>
            <translation>Der Datensatz hat keine Trainingskachel; setzen Sie split bei einigen Kacheln auf train, oder verringern Sie die zurückgehaltenen Anteile.</translation>
        </message>
        <message>
            <source>The dataset is being read.</source>
            <translation>Der Datensatz wird gelesen.</translation>
        </message>
        <message>
            <source>The dataset reads {path}, which is neither a file in its folder nor one that it was made from; switch Allow files from outside (ALLOW_OUTSIDE) on if you trust where the dataset comes from.</source>
            <translation>Der Datensatz liest {path}; das liegt weder in seinem Ordner, noch wurde er daraus gemacht; schalten Sie „Dateien von außerhalb erlauben“ (ALLOW_OUTSIDE) ein, wenn Sie der Herkunft des Datensatzes vertrauen.</translation>
        </message>
        <message>
            <source>The device directml runs ONNX models only; choose another Device or an ONNX model.</source>
            <translation>Das Gerät directml führt nur ONNX-Modelle aus; wählen Sie ein anderes Gerät oder ein ONNX-Modell.</translation>
        </message>
        <message>
            <source>The device {device} is not available here (available: {available}); {advice}.</source>
            <translation>Das Gerät {device} gibt es hier nicht (vorhanden: {available}); {advice}.</translation>
        </message>
        <message>
            <source>The disk is full; free some space or choose another place for the outputs, then run it again.</source>
            <translation>Der Datenträger ist voll; schaffen Sie Platz oder wählen Sie einen anderen Ort für die Ausgaben, dann starten Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The disk is full; free some space, then set up again.</source>
            <translation>Der Datenträger ist voll; schaffen Sie Platz, dann richten Sie neu ein.</translation>
        </message>
        <message>
            <source>The disk of {location} is full; free some space or choose another place for the outputs, then run it again.</source>
            <translation>Der Datenträger von {location} ist voll; schaffen Sie Platz oder wählen Sie einen anderen Ort für die Ausgaben, dann starten Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The engine failed: {error}: {reason}. Please report it with the log.</source>
            <translation>Die Engine ist gescheitert: {error}: {reason}. Bitte melden Sie das mit dem Protokoll.</translation>
        </message>
        <message>
            <source>The engine is being set up; this waits until it is ready.</source>
            <translation>Die Engine wird gerade eingerichtet; das hier wartet, bis sie bereit ist.</translation>
        </message>
        <message>
            <source>The engine is not set up yet; begin above.</source>
            <translation>Die Engine ist noch nicht eingerichtet; beginnen Sie oben.</translation>
        </message>
        <message>
            <source>The engine is set up: you can make datasets, balance them and map now.</source>
            <translation>Die Engine ist eingerichtet: Sie können jetzt Datensätze erstellen, ausgleichen und kartieren.</translation>
        </message>
        <message>
            <source>The engine is set up: you can make datasets, balance them, train and map now.</source>
            <translation>Die Engine ist eingerichtet: Sie können jetzt Datensätze erstellen, ausgleichen, trainieren und kartieren.</translation>
        </message>
        <message>
            <source>The engine needs Python {oldest} or newer ({reason}); install one, then set up again.</source>
            <translation>Die Engine braucht Python {oldest} oder neuer ({reason}); installieren Sie eines, dann richten Sie neu ein.</translation>
        </message>
        <message>
            <source>The engine needs Python {oldest} or newer, and {path} is Python {version}; set the engine up again, or choose another interpreter.</source>
            <translation>Die Engine braucht Python {oldest} oder neuer, und {path} ist Python {version}; richten Sie die Engine neu ein, oder wählen Sie einen anderen Interpreter.</translation>
        </message>
        <message>
            <source>The engine stopped unexpectedly ({ending}); its results were complete and are in their places, but what it had to say of them is lost.</source>
            <translation>Die Engine hat unerwartet geendet ({ending}); ihre Ergebnisse waren fertig und liegen an ihren Orten, nur was sie dazu zu sagen hatte, ist verloren.</translation>
        </message>
        <message>
            <source>The engine stopped unexpectedly ({ending}); nothing was written. Run it again, or see the log.</source>
            <translation>Die Engine hat unerwartet geendet ({ending}); nichts wurde geschrieben. Starten Sie es noch einmal, oder sehen Sie ins Protokoll.</translation>
        </message>
        <message>
            <source>The engine was ended from outside ({ending}), by a user, another program or the system, and nothing was written; run it again. Systems do so when memory is short: if it comes again, {advice}.</source>
            <translation>Die Engine wurde von außen beendet ({ending}), von einem Benutzer, einem anderen Programm oder dem System, und nichts wurde geschrieben; starten Sie erneut. Systeme tun das, wenn der Arbeitsspeicher knapp ist: kommt es wieder vor, {advice}.</translation>
        </message>
        <message>
            <source>The engine's Python {path} cannot be started ({reason}); check it under Settings &gt; Options &gt; DIAO.</source>
            <translation>Das Python der Engine {path} lässt sich nicht starten ({reason}); prüfen Sie es unter Einstellungen &gt; Optionen &gt; DIAO.</translation>
        </message>
        <message>
            <source>The engine's Python {path} cannot be started ({reason}); set the engine up again, or choose another interpreter.</source>
            <translation>Das Python der Engine {path} lässt sich nicht starten ({reason}); richten Sie die Engine neu ein, oder wählen Sie einen anderen Interpreter.</translation>
        </message>
        <message>
            <source>The engine's Python {path} does not exist; choose another under Settings &gt; Options &gt; DIAO, or leave it empty there and unset {variable} to use the private environment.</source>
            <translation>Das Python der Engine {path} gibt es nicht; wählen Sie ein anderes unter Einstellungen &gt; Optionen &gt; DIAO, oder lassen Sie das Feld dort leer und löschen Sie die Variable {variable}, um die eigene Umgebung zu verwenden.</translation>
        </message>
        <message>
            <source>The engine's Python {path} does not exist; choose another under Settings &gt; Options &gt; DIAO, or leave it empty there.</source>
            <translation>Das Python der Engine {path} gibt es nicht; wählen Sie ein anderes unter Einstellungen &gt; Optionen &gt; DIAO, oder lassen Sie das Feld dort leer.</translation>
        </message>
        <message>
            <source>The engine's environment lacks the package {package}, which belongs to its size {size}; set that size up under Settings &gt; Options &gt; DIAO.</source>
            <translation>Der Umgebung der Engine fehlt das Paket {package}, das zu ihrer Größe {size} gehört; richten Sie diese Größe unter Einstellungen &gt; Optionen &gt; DIAO ein.</translation>
        </message>
        <message>
            <source>The engine's environment lacks the package {package}; set it up again under Settings &gt; Options &gt; DIAO.</source>
            <translation>Der Umgebung der Engine fehlt das Paket {package}; richten Sie sie unter Einstellungen &gt; Optionen &gt; DIAO neu ein.</translation>
        </message>
        <message>
            <source>The environment could not be made ({reason}); the log tells more.</source>
            <translation>Die Umgebung ließ sich nicht einrichten ({reason}); mehr steht im Protokoll.</translation>
        </message>
        <message>
            <source>The environment {path} is in use; close what runs in it, such as other QGIS windows, then set up again.</source>
            <translation>Die Umgebung {path} wird benutzt; schließen Sie, was darin läuft, etwa andere QGIS-Fenster, und richten Sie dann neu ein.</translation>
        </message>
        <message>
            <source>The extent cannot be brought to {crs}; choose one that lies there.</source>
            <translation>Die Ausdehnung lässt sich nicht nach {crs} umrechnen; wählen Sie eine, die dort liegt.</translation>
        </message>
        <message>
            <source>The extent has no CRS; choose it in a map with one.</source>
            <translation>Die Ausdehnung hat kein KBS; wählen Sie sie in einer Karte, die eines hat.</translation>
        </message>
        <message>
            <source>The extent is {width} degrees wide, and the metres of one UTM zone hold for {most}; choose a smaller extent, or a CRS in metres (CRS).</source>
            <translation>Die Ausdehnung ist {width} Grad breit, und die Meter einer UTM-Zone gelten für {most}; wählen Sie eine kleinere Ausdehnung oder ein KBS in Metern (CRS).</translation>
        </message>
        <message>
            <source>The extent lies outside of its CRS; choose another one.</source>
            <translation>Die Ausdehnung liegt außerhalb ihres KBS; wählen Sie eine andere.</translation>
        </message>
        <message>
            <source>The extent lies outside the raster {path}; choose one that overlaps it.</source>
            <translation>Die Ausdehnung liegt außerhalb des Rasters {path}; wählen Sie eine, die es überlappt.</translation>
        </message>
        <message>
            <source>The field {name} of {path}</source>
            <translation>Das Feld {name} von {path}</translation>
        </message>
        <message>
            <source>The field {name} of {path} holds names ({listed}) and the map has only values; choose a field of values.</source>
            <translation>Das Feld {name} von {path} enthält Namen ({listed}), und die Karte hat nur Werte; wählen Sie ein Feld mit Werten.</translation>
        </message>
        <message>
            <source>The field {name} of {path} holds none of the map's classes, but {listed}; the map's classes are {classes}, choose the field or the map that belongs to it.</source>
            <translation>Das Feld {name} von {path} enthält keine Klasse der Karte, sondern {listed}; die Klassen der Karte sind {classes}, wählen Sie das Feld oder die Karte, die dazu gehört.</translation>
        </message>
        <message>
            <source>The field {name} of {path} holds {value:g}, which is not a whole number; choose a field with a whole number or a name per class.</source>
            <translation>Das Feld {name} von {path} enthält {value:g}, das ist keine ganze Zahl; wählen Sie ein Feld mit einer ganzen Zahl oder einem Namen je Klasse.</translation>
        </message>
        <message>
            <source>The fields below have values of your own.</source>
            <translation>Die Felder darunter haben eigene Werte.</translation>
        </message>
        <message>
            <source>The figures of {names:and} rest on little ground (fewer than {pixels:,} reference pixels, or fewer than {pieces} pieces of {side} px square); do not judge the map by them.</source>
            <translation>Die Werte von {names:and} beruhen auf wenig Fläche (weniger als {pixels:,} Referenzpixel oder weniger als {pieces} Stücke von {side} px im Quadrat); beurteilen Sie die Karte nicht nach ihnen.</translation>
        </message>
        <message>
            <source>The file (JSON) or the address (https://…) of an item, of a collection, of a search with its answer, or of a catalogue.</source>
            <translation>Die Datei (JSON) oder die Adresse (https://…) eines Items, einer Sammlung, einer Suche samt ihrer Antwort oder eines Katalogs.</translation>
        </message>
        <message>
            <source>The file of the dataset is read-only, so its targets cannot be changed.</source>
            <translation>Die Datei des Datensatzes ist schreibgeschützt, daher lassen sich seine Ziele nicht ändern.</translation>
        </message>
        <message>
            <source>The files stay.</source>
            <translation>Die Dateien bleiben.</translation>
        </message>
        <message>
            <source>The folder of the environment cannot be written; set DIAO_HOME to one that can, then set up again.</source>
            <translation>Der Ordner der Umgebung ist nicht beschreibbar; setzen Sie DIAO_HOME auf einen, der es ist, dann richten Sie neu ein.</translation>
        </message>
        <message>
            <source>The folder that holds the images and the masks.</source>
            <translation>Der Ordner mit den Bildern und den Masken.</translation>
        </message>
        <message>
            <source>The folder {folder} cannot be written ({reason}); choose another one.</source>
            <translation>Der Ordner {folder} ist nicht beschreibbar ({reason}); wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>The folder {folder} cannot be written ({reason}); set DIAO_HOME to one that can.</source>
            <translation>Der Ordner {folder} ist nicht beschreibbar ({reason}); setzen Sie DIAO_HOME auf einen, der es ist.</translation>
        </message>
        <message>
            <source>The folder {folder} holds no packages (.whl); choose one that `setup --bundle` has made.</source>
            <translation>Der Ordner {folder} enthält keine Pakete (.whl); wählen Sie einen, den `setup --bundle` angelegt hat.</translation>
        </message>
        <message>
            <source>The folder {folder} is gone since the run began; bring it back or choose another place for the outputs, then run it again.</source>
            <translation>Der Ordner {folder} ist seit Beginn des Laufs verschwunden; holen Sie ihn zurück oder wählen Sie einen anderen Ort für die Ausgaben, dann starten Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The folder {path} cannot be written to; choose another.</source>
            <translation>In den Ordner {path} lässt sich nicht schreiben; wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>The folder {path} does not exist; choose another, or leave it empty.</source>
            <translation>Den Ordner {path} gibt es nicht; wählen Sie einen anderen oder lassen Sie das Feld leer.</translation>
        </message>
        <message>
            <source>The folder {path} does not exist; choose another.</source>
            <translation>Den Ordner {path} gibt es nicht; wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>The ground to fetch.</source>
            <translation>Das Gebiet, das geholt wird.</translation>
        </message>
        <message>
            <source>The imagery cannot be written to {path}; check that there is room and that you may write there.</source>
            <translation>Die Bilddaten lassen sich nicht nach {path} schreiben; prüfen Sie, ob dort Platz ist und Sie dort schreiben dürfen.</translation>
        </message>
        <message>
            <source>The imagery has no CRS, but the labels {path} have one; assign the imagery its CRS first.</source>
            <translation>Die Bilddaten haben kein KBS, die Klassenangaben {path} aber eines; weisen Sie zuerst den Bilddaten ihr KBS zu.</translation>
        </message>
        <message>
            <source>The imagery is seen below the chosen object; untick it, or leave the page, and all is as before.</source>
            <translation>Unter dem gewählten Objekt ist das Bild zu sehen; nehmen Sie das Häkchen weg oder verlassen Sie die Seite, und alles ist wie vorher.</translation>
        </message>
        <message>
            <source>The imagery labelled by {path}</source>
            <translation>Das Bild zu {path}</translation>
        </message>
        <message>
            <source>The imagery that the polygons were judged on; empty means the images of the dataset. Where images overlap, a polygon is learned from the one that holds most of it.</source>
            <translation>Die Bilder, auf denen die Polygone beurteilt wurden; leer bedeutet die Bilder des Datensatzes. Wo sich Bilder überlappen, wird ein Polygon aus dem gelernt, das am meisten von ihm enthält.</translation>
        </message>
        <message>
            <source>The images are in {count} different CRSs, so the tiles are drawn in EPSG:4326.</source>
            <translation>Die Bilder sind in {count} verschiedenen KBS, daher werden die Kacheln in EPSG:4326 gezeichnet.</translation>
        </message>
        <message>
            <source>The images have different data types ({dtypes}); check that their values mean the same.</source>
            <translation>Die Bilder haben verschiedene Datentypen ({dtypes}); prüfen Sie, ob ihre Werte dasselbe bedeuten.</translation>
        </message>
        <message>
            <source>The inputs have changed: create the tile dataset again, or go on with the one that is there.</source>
            <translation>Die Eingaben haben sich geändert: Erzeugen Sie den Kacheldatensatz neu, oder machen Sie mit dem vorhandenen weiter.</translation>
        </message>
        <message>
            <source>The job file {path} cannot be read: {reason}.</source>
            <translation>Die Auftragsdatei {path} ist nicht lesbar: {reason}.</translation>
        </message>
        <message>
            <source>The keys work in the list, and on the map while an object is looked at.</source>
            <translation>Die Tasten gelten in der Liste und auf der Karte, solange ein Objekt angesehen wird.</translation>
        </message>
        <message>
            <source>The labels do not overlap the images within the ground that is used; check that both have the right CRS.</source>
            <translation>Die Klassenangaben überlappen die Bilder im verwendeten Gebiet nicht; prüfen Sie, ob beide das richtige KBS haben.</translation>
        </message>
        <message>
            <source>The labels have the class {name} with the value {value}, which is none of the classes of {path}: {known:and}; name or number it as one of them, or leave Add to dataset empty.</source>
            <translation>Die Labels haben die Klasse {name} mit dem Wert {value}, die keine der Klassen von {path} ist: {known:and}; benennen oder nummerieren Sie sie wie eine davon, oder lassen Sie Zu Datensatz hinzufügen leer.</translation>
        </message>
        <message numerus="yes">
            <source>The labels of {count} earlier training tiles are corrected where judged ground says otherwise.</source>
            <translation>
                <numerusform>Die Klassenangaben von {count} früheren Trainingskachel sind berichtigt, wo beurteilter Boden etwas anderes sagt.</numerusform>
                <numerusform>Die Klassenangaben von {count} früheren Trainingskacheln sind berichtigt, wo beurteilter Boden etwas anderes sagt.</numerusform>
            </translation>
        </message>
        <message>
            <source>The last map has no probabilities of all classes, so the preview runs the model on what is shown; tick Probabilities, and Probabilities of all classes under Advanced, before you map, to see all of it at once.</source>
            <translation>Die letzte Karte hat keine Wahrscheinlichkeiten aller Klassen, daher läuft das Modell für die Vorschau auf dem sichtbaren Ausschnitt; setzen Sie vor dem Kartieren das Häkchen bei „Wahrscheinlichkeiten“ und unter „Erweitert“ bei „Wahrscheinlichkeiten aller Klassen“, um alles sofort zu sehen.</translation>
        </message>
        <message>
            <source>The last rounds, on the rare classes:</source>
            <translation>Die letzten Runden, bei den seltenen Klassen:</translation>
        </message>
        <message>
            <source>The layer cannot be written to; check whether its file is open elsewhere or its disk is full.</source>
            <translation>In den Layer lässt sich nicht schreiben; prüfen Sie, ob seine Datei anderswo geöffnet oder der Datenträger voll ist.</translation>
        </message>
        <message>
            <source>The layer of the polygons was removed.</source>
            <translation>Der Layer der Polygone wurde entfernt.</translation>
        </message>
        <message>
            <source>The layer tiles of a tile dataset (GeoPackage). A filter on the layer, or a selection when only selected features are used, restricts the work to those tiles.</source>
            <translation>Der Layer tiles eines Kacheldatensatzes (GeoPackage). Ein Filter auf dem Layer, oder eine Auswahl, wenn nur gewählte Objekte verwendet werden, beschränkt die Arbeit auf diese Kacheln.</translation>
        </message>
        <message>
            <source>The layout {layout} was found out from the folder; choose another Layout if it is wrong.</source>
            <translation>Der Aufbau {layout} wurde am Ordner erkannt; wählen Sie einen anderen Aufbau, wenn er falsch ist.</translation>
        </message>
        <message>
            <source>The list is saved as {path}.</source>
            <translation>Die Liste ist als {path} gespeichert.</translation>
        </message>
        <message>
            <source>The lock file {path} cannot be written ({reason}); remove it, or choose another output.</source>
            <translation>Die Sperrdatei {path} ist nicht beschreibbar ({reason}); entfernen Sie sie, oder wählen Sie eine andere Ausgabe.</translation>
        </message>
        <message>
            <source>The lock file {path} is a link; remove it, or choose another output.</source>
            <translation>Die Sperrdatei {path} ist ein Verweis; entfernen Sie ihn, oder wählen Sie eine andere Ausgabe.</translation>
        </message>
        <message>
            <source>The lock file {path} was left behind by {holder}; it is taken over.</source>
            <translation>Die Sperrdatei {path} blieb zurück ({holder}); sie wird übernommen.</translation>
        </message>
        <message>
            <source>The loss is not a number any more in epoch {epoch}; lower {label} (now {rate:g}).</source>
            <translation>Der Verlust ist in Epoche {epoch} keine Zahl mehr; verringern Sie „{label}“ (jetzt {rate:g}).</translation>
        </message>
        <message>
            <source>The map does not have {names:and}; all ground of it in the reference counts as missed.</source>
            <translation>Die Karte hat {names:and} nicht; alle Flächen davon in der Referenz zählen als übersehen.</translation>
        </message>
        <message>
            <source>The map does not show {raster}; move it there.</source>
            <translation>Die Karte zeigt {raster} nicht; verschieben Sie sie dorthin.</translation>
        </message>
        <message>
            <source>The map has no CRS, or a local one, and another grid than {path}; assign the map the CRS that it is in.</source>
            <translation>Die Karte hat kein KBS oder ein lokales und ein anderes Pixelgitter als {path}; weisen Sie der Karte das KBS zu, in dem sie liegt.</translation>
        </message>
        <message>
            <source>The map has no CRS, so areas in m² are unknown; set {label} to 0 or leave it empty.</source>
            <translation>Die Karte hat kein KBS, also sind Flächen in m² unbekannt; setzen Sie {label} auf 0 oder lassen Sie es leer.</translation>
        </message>
        <message>
            <source>The map has no CRS, so metres are unknown; set Smallest polygon kept and Simplify to 0.</source>
            <translation>Die Karte hat kein KBS, daher sind Meter unbekannt; setzen Sie „Kleinstes Polygon, das bleibt“ und „Vereinfachen“ auf 0.</translation>
        </message>
        <message>
            <source>The map has no CRS, so the areas in m² stay empty; assign the raster the CRS that it is in.</source>
            <translation>Die Karte hat kein KBS, daher bleiben die Flächen in m² leer; weisen Sie dem Raster das KBS zu, in dem es liegt.</translation>
        </message>
        <message numerus="yes">
            <source>The map is made of {count} images; the newest is of {date}.</source>
            <translation>
                <numerusform>Die Karte ist aus {count} Bild gemacht; das neueste ist vom {date}.</numerusform>
                <numerusform>Die Karte ist aus {count} Bildern gemacht; das neueste ist vom {date}.</numerusform>
            </translation>
        </message>
        <message>
            <source>The map shows nothing of {raster}; move it there, or map the whole raster.</source>
            <translation>Die Karte zeigt nichts von „{raster}“; verschieben Sie sie dorthin, oder kartieren Sie das ganze Raster.</translation>
        </message>
        <message>
            <source>The map that is to be judged.</source>
            <translation>Die Karte, die beurteilt werden soll.</translation>
        </message>
        <message>
            <source>The map that the polygons come from: it says what lies around wrong objects. Its classes are matched by name, else by value.</source>
            <translation>Die Karte, aus der die Polygone stammen: Sie sagt, was um falsche Objekte herum liegt. Ihre Klassen werden nach dem Namen zugeordnet, sonst nach dem Wert.</translation>
        </message>
        <message>
            <source>The map to evaluate.</source>
            <translation>Die Karte, die bewertet wird.</translation>
        </message>
        <message>
            <source>The maps agree nowhere; check that {path} shows the same classes, for classes are matched by name where both maps name them, else by value.</source>
            <translation>Die Karten stimmen nirgends überein; prüfen Sie, ob {path} dieselben Klassen zeigt, denn Klassen werden nach Namen zugeordnet, wenn beide Karten sie benennen, sonst nach Werten.</translation>
        </message>
        <message>
            <source>The maps differ on {share:share} of the ground, {hectares:,.1f} ha; most of it: {largest}.</source>
            <translation>Die Karten unterscheiden sich auf {share:share} der Fläche, {hectares:,.1f} ha; am meisten: {largest}.</translation>
        </message>
        <message>
            <source>The maps differ on {share:share} of the pixels; most of it: {largest}.</source>
            <translation>Die Karten unterscheiden sich auf {share:share} der Pixel; am meisten: {largest}.</translation>
        </message>
        <message>
            <source>The maps differ on {share} of the ground, {area}.</source>
            <translation>Die Karten unterscheiden sich auf {share} der Fläche, {area}.</translation>
        </message>
        <message>
            <source>The maps differ on {share} of the ground.</source>
            <translation>Die Karten unterscheiden sich auf {share} der Fläche.</translation>
        </message>
        <message>
            <source>The maps do not differ on any of {pixels:,} pixels.</source>
            <translation>Die Karten unterscheiden sich auf keinem von {pixels:,} Pixeln.</translation>
        </message>
        <message>
            <source>The masks in {folder} hold values that the class table does not name: {values}; each becomes a class without a name. Add them to the table, or choose one as Unlabelled value if it means no class.</source>
            <translation>Die Masken in {folder} enthalten Werte, die die Klassentabelle nicht nennt: {values}; jeder wird eine Klasse ohne Namen. Tragen Sie sie in die Tabelle ein, oder wählen Sie einen als „Wert ohne Klasse“, wenn er keine Klasse bedeutet.</translation>
        </message>
        <message>
            <source>The memory of {device} ran out at Batch size {batch_size} and Crop size {crop_size} px; {advice}.</source>
            <translation>Der Speicher von {device} reichte nicht bei Stapelgröße {batch_size} und Ausschnittgröße {crop_size} px; {advice}.</translation>
        </message>
        <message>
            <source>The method to use</source>
            <translation>Die Methode, die zu nehmen ist</translation>
        </message>
        <message>
            <source>The model cannot take windows of {asked} px; {size} px are used.</source>
            <translation>Das Modell kann keine Fenster von {asked} px nehmen; {size} px werden verwendet.</translation>
        </message>
        <message>
            <source>The model does not say everything</source>
            <translation>Das Modell sagt nicht alles</translation>
        </message>
        <message>
            <source>The model does not say how its input is normalised; pixels are divided by 255.</source>
            <translation>Das Modell sagt nicht, wie seine Eingabe normiert wird; Pixelwerte werden durch 255 geteilt.</translation>
        </message>
        <message>
            <source>The model does not say how its input is normalised; {dtype} pixels are passed on as they are.</source>
            <translation>Das Modell sagt nicht, wie seine Eingabe normiert wird; Pixelwerte in {dtype} werden weitergegeben, wie sie sind.</translation>
        </message>
        <message>
            <source>The model does not say which class shares it was trained on, so its sensitivity cannot be changed.</source>
            <translation>Das Modell sagt nicht, mit welchen Klassenanteilen es trainiert wurde, daher lässt sich seine Empfindlichkeit nicht ändern.</translation>
        </message>
        <message>
            <source>The model does not say which class shares it was trained on, so there is nothing to correct it by; set it to 0.</source>
            <translation>Das Modell sagt nicht, mit welchen Klassenanteilen es trainiert wurde, daher lässt es sich nicht korrigieren; setzen Sie den Wert auf 0.</translation>
        </message>
        <message>
            <source>The model does not say: {parts}.</source>
            <translation>Das Modell sagt nicht: {parts}.</translation>
        </message>
        <message>
            <source>The model fails on windows of {shape} (bands, rows, columns): {reason}. Use a raster with the bands that it was trained on, or another Window size.</source>
            <translation>Das Modell scheitert an Fenstern von {shape} (Kanäle, Zeilen, Spalten): {reason}. Nehmen Sie ein Raster mit den Kanälen, mit denen es trainiert wurde, oder eine andere Fenstergröße.</translation>
        </message>
        <message>
            <source>The model has learned from the verdicts: map the raster again to see what has changed.</source>
            <translation>Das Modell hat aus den Urteilen gelernt: Kartieren Sie das Raster noch einmal, um zu sehen, was sich geändert hat.</translation>
        </message>
        <message>
            <source>The model is a Deepness {model_type}; choose a segmentation model (Segmentor).</source>
            <translation>Das Modell ist ein {model_type} von Deepness; wählen Sie ein Segmentierungsmodell (Segmentor).</translation>
        </message>
        <message>
            <source>The model is a program, and on this run nothing keeps it from what you may do: it can {powers:and}.</source>
            <translation>Das Modell ist ein Programm, und in diesem Lauf hält es nichts von dem ab, was Sie dürfen: es kann {powers:and}.</translation>
        </message>
        <message>
            <source>The model is a program: it can change files in and below {folders}, nothing else, and has no network.</source>
            <translation>Das Modell ist ein Programm: es kann Dateien in und unter {folders} ändern, sonst nichts, und hat kein Netz.</translation>
        </message>
        <message>
            <source>The model is a program: it can change no files and has no network.</source>
            <translation>Das Modell ist ein Programm: es kann keine Dateien ändern und hat kein Netz.</translation>
        </message>
        <message>
            <source>The model is temporary: it goes away with QGIS. Choose a work folder on the page Data to keep it.</source>
            <translation>Das Modell ist temporär: Es verschwindet mit QGIS. Wählen Sie auf der Seite Daten einen Arbeitsordner, um es zu behalten.</translation>
        </message>
        <message>
            <source>The model knows {missing:and}, which {path} does not have among its classes {known}; choose the model that the map was made with, or one with the same classes.</source>
            <translation>Das Modell kennt {missing:and}, was {path} unter seinen Klassen {known} nicht hat; wählen Sie das Modell, mit dem die Karte gemacht wurde, oder eines mit denselben Klassen.</translation>
        </message>
        <message>
            <source>The model ran out of memory ({reason}).</source>
            <translation>Dem Modell reichte der Speicher nicht ({reason}).</translation>
        </message>
        <message>
            <source>The model returns an array of shape ({shape}) for windows of {height} × {width} px; use a segmentation model whose output has the size of its input.</source>
            <translation>Das Modell gibt für Fenster von {height} × {width} px ein Feld der Form ({shape}) zurück; nehmen Sie ein Segmentierungsmodell, dessen Ausgabe so groß ist wie seine Eingabe.</translation>
        </message>
        <message>
            <source>The model returns an array of shape ({shape}) for {count} window, without a batch in front; export it so that it takes and gives several images at a time, (batch, class, row, column).</source>
            <translation>Das Modell gibt für {count} Fenster ein Feld der Form ({shape}) zurück, ohne Stapel davor; exportieren Sie es so, dass es mehrere Bilder auf einmal nimmt und gibt, (Stapel, Klasse, Zeile, Spalte).</translation>
        </message>
        <message>
            <source>The model returns class numbers and does not say which classes there are; name them by Describe model.</source>
            <translation>Das Modell gibt Klassennummern zurück und sagt nicht, welche Klassen es gibt; benennen Sie sie mit „Modell beschreiben“.</translation>
        </message>
        <message>
            <source>The model returns values that are not numbers (NaN or infinite) for an ordinary window; train or export it again, and check its card.</source>
            <translation>Das Modell gibt für ein gewöhnliches Fenster Werte zurück, die keine Zahlen sind (NaN oder unendlich); trainieren oder exportieren Sie es neu, und prüfen Sie seinen Steckbrief.</translation>
        </message>
        <message>
            <source>The model returns values that are not numbers (NaN) for the pixels at column {column}, row {row} and around; check that the raster's values are of the kind that it was trained on, and its card.</source>
            <translation>Das Modell gibt für die Pixel bei Spalte {column}, Zeile {row} und ringsum Werte zurück, die keine Zahlen sind (NaN); prüfen Sie, ob die Werte des Rasters von der Art sind, mit der es trainiert wurde, und seinen Steckbrief.</translation>
        </message>
        <message numerus="yes">
            <source>The model returns {channels} channels and its card names {classes} classes; use a model whose card fits.</source>
            <translation>
                <numerusform>Das Modell gibt {channels} Ausgabekanal zurück, und sein Steckbrief nennt {classes} Klassen; nehmen Sie ein Modell, dessen Steckbrief passt.</numerusform>
                <numerusform>Das Modell gibt {channels} Ausgabekanäle zurück, und sein Steckbrief nennt {classes} Klassen; nehmen Sie ein Modell, dessen Steckbrief passt.</numerusform>
            </translation>
        </message>
        <message>
            <source>The model runs on {device} with ONNX Runtime {version}.</source>
            <translation>Das Modell läuft auf {device} mit ONNX Runtime {version}.</translation>
        </message>
        <message>
            <source>The model runs on {device} with ONNX Runtime {version}; {others} could not be started.</source>
            <translation>Das Modell läuft auf {device} mit ONNX Runtime {version}; {others} ließ sich nicht starten.</translation>
        </message>
        <message>
            <source>The model runs on {device} with torch {version}.</source>
            <translation>Das Modell läuft auf {device} mit torch {version}.</translation>
        </message>
        <message>
            <source>The model takes [{input_shape}] and gives [{output_shape}]; choose a segmentation model with images of shape (batch, bands, rows, columns) on both sides.</source>
            <translation>Das Modell nimmt [{input_shape}] und gibt [{output_shape}]; wählen Sie ein Segmentierungsmodell mit Bildern der Form (Stapel, Kanäle, Zeilen, Spalten) auf beiden Seiten.</translation>
        </message>
        <message>
            <source>The model takes images of shape [{shape}], which is (batch, rows, columns, bands); export it with the bands before the rows (channels first).</source>
            <translation>Das Modell nimmt Bilder der Form [{shape}], also (Stapel, Zeilen, Spalten, Kanäle); exportieren Sie es mit den Kanälen vor den Zeilen (channels first).</translation>
        </message>
        <message>
            <source>The model takes windows of {width} × {height} px only; use one that takes squares or any size.</source>
            <translation>Das Modell nimmt nur Fenster von {width} × {height} px; nehmen Sie eines, das Quadrate oder jede Größe nimmt.</translation>
        </message>
        <message numerus="yes">
            <source>The model takes {count} bands ({names}) and the raster has {raster_count} ({raster_names}); choose a raster with the bands of the model, for instance by Rearrange bands.</source>
            <translation>
                <numerusform>Das Modell nimmt {count} Kanal ({names}), und das Raster hat {raster_count} ({raster_names}); wählen Sie ein Raster mit den Kanälen des Modells, etwa durch „Kanäle anordnen“.</numerusform>
                <numerusform>Das Modell nimmt {count} Kanäle ({names}), und das Raster hat {raster_count} ({raster_names}); wählen Sie ein Raster mit den Kanälen des Modells, etwa durch „Kanäle anordnen“.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The model takes {wanted} bands ({names}) and the raster has {count}; choose another raster, or bring its bands into line with Rearrange bands.</source>
            <translation>
                <numerusform>Das Modell nimmt {wanted} Kanal ({names}), und das Raster hat {count}; wählen Sie ein anderes Raster oder bringen Sie seine Kanäle mit „Kanäle anordnen“ in Einklang.</numerusform>
                <numerusform>Das Modell nimmt {wanted} Kanäle ({names}), und das Raster hat {count}; wählen Sie ein anderes Raster oder bringen Sie seine Kanäle mit „Kanäle anordnen“ in Einklang.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The model takes {wanted} bands and the raster has {count}; choose another raster, or bring its bands into line with Rearrange bands.</source>
            <translation>
                <numerusform>Das Modell nimmt {wanted} Kanal, und das Raster hat {count}; wählen Sie ein anderes Raster oder bringen Sie seine Kanäle mit „Kanäle anordnen“ in Einklang.</numerusform>
                <numerusform>Das Modell nimmt {wanted} Kanäle, und das Raster hat {count}; wählen Sie ein anderes Raster oder bringen Sie seine Kanäle mit „Kanäle anordnen“ in Einklang.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The model takes {wanted} bands and {count} are named; name each once, separated by commas.</source>
            <translation>
                <numerusform>Das Modell nimmt {wanted} Kanal, und {count} sind benannt; nennen Sie ihn allein.</numerusform>
                <numerusform>Das Modell nimmt {wanted} Kanäle, und {count} sind benannt; nennen Sie jeden einmal, durch Kommas getrennt.</numerusform>
            </translation>
        </message>
        <message>
            <source>The model tries to do what it is not allowed to ({reason}), such as to write outside the folder of its outputs; a network for segmentation does nothing of the kind, so do not use it.</source>
            <translation>Das Modell versucht, was es nicht darf ({reason}), etwa außerhalb des Ordners seiner Ausgaben zu schreiben; ein Netz zur Segmentierung tut nichts dergleichen, also benutzen Sie es nicht.</translation>
        </message>
        <message>
            <source>The model was made for 8-bit pixels (0 to 255) and the raster has {dtype}; convert the raster to 8 bit in the way its training images were.</source>
            <translation>Das Modell ist für 8-Bit-Pixel (0 bis 255) gemacht, und das Raster hat {dtype}; wandeln Sie das Raster so in 8 Bit um, wie es bei den Trainingsbildern geschah.</translation>
        </message>
        <message>
            <source>The model was not opened, because you did not say that you trust it; open it again, or use an ONNX model.</source>
            <translation>Das Modell wurde nicht geöffnet, weil Sie nicht gesagt haben, dass Sie ihm vertrauen; öffnen Sie es erneut oder verwenden Sie ein ONNX-Modell.</translation>
        </message>
        <message>
            <source>The model was trained on pixels of {model_metres:.3g} m and the raster has {x:.3g} × {y:.3g} m, more than {limit:g} times larger or smaller; correct the pixel size by Describe model, or choose another raster.</source>
            <translation>Das Modell wurde mit Pixeln von {model_metres:.3g} m trainiert, und das Raster hat {x:.3g} × {y:.3g} m, mehr als {limit:g}-mal größer oder kleiner; berichtigen Sie die Pixelgröße mit „Modell beschreiben“, oder wählen Sie ein anderes Raster.</translation>
        </message>
        <message>
            <source>The model was trained on pixels of {model_metres:.3g} m and the raster has {x:.3g} × {y:.3g} m: it is read at {model_metres:.3g} m (bilinear), and the result is brought back to the raster's own grid.</source>
            <translation>Das Modell wurde mit Pixeln von {model_metres:.3g} m trainiert, und das Raster hat {x:.3g} × {y:.3g} m: es wird mit {model_metres:.3g} m gelesen (bilinear), und das Ergebnis wird auf das eigene Gitter des Rasters zurückgebracht.</translation>
        </message>
        <message>
            <source>The model was trained on pixels of {wanted} and the raster has {found}: it is resampled for the model, and the map comes back on the raster's own grid.</source>
            <translation>Das Modell wurde mit Pixeln von {wanted} trainiert, und das Raster hat {found}: Es wird für das Modell umgerechnet, und die Karte entsteht auf dem Gitter des Rasters.</translation>
        </message>
        <message>
            <source>The model was trained on the bands {bands} and those of {path} are called {names}; they are taken in their order, so check that they mean the same.</source>
            <translation>Das Modell wurde mit den Kanälen {bands} trainiert, und die von {path} heißen {names}; sie werden in ihrer Reihenfolge genommen, prüfen Sie also, ob sie dasselbe bedeuten.</translation>
        </message>
        <message>
            <source>The model was trained on {trained} pixels and the raster has {dtype}; its values are taken as they are, so they should mean the same.</source>
            <translation>Das Modell wurde mit Pixeln in {trained} trainiert, und das Raster hat {dtype}; seine Werte werden genommen, wie sie sind, sollten also dasselbe bedeuten.</translation>
        </message>
        <message>
            <source>The model {path} does not exist; choose one that does.</source>
            <translation>Das Modell {path} gibt es nicht; wählen Sie ein vorhandenes.</translation>
        </message>
        <message>
            <source>The model's card cannot be read: {reason}</source>
            <translation>Der Steckbrief des Modells lässt sich nicht lesen: {reason}</translation>
        </message>
        <message>
            <source>The model's card has format {version}, newer than {known}; update the plugin.</source>
            <translation>Der Steckbrief des Modells hat Format {version}, neuer als {known}; aktualisieren Sie die Erweiterung.</translation>
        </message>
        <message>
            <source>The model's card is being read.</source>
            <translation>Der Steckbrief des Modells wird gerade gelesen.</translation>
        </message>
        <message>
            <source>The model's card is damaged: {reason}; train the model again.</source>
            <translation>Der Steckbrief des Modells ist beschädigt: {reason}; trainieren Sie das Modell neu.</translation>
        </message>
        <message>
            <source>The model's card is read when the step that is running has ended.</source>
            <translation>Der Steckbrief des Modells wird gelesen, wenn der laufende Schritt beendet ist.</translation>
        </message>
        <message>
            <source>The model's metadata are damaged: {reason}; correct them in the file.</source>
            <translation>Die Metadaten des Modells sind beschädigt: {reason}; berichtigen Sie sie in der Datei.</translation>
        </message>
        <message numerus="yes">
            <source>The model's {key} is [{numbers}], but it has {count} bands; correct its metadata.</source>
            <translation>
                <numerusform>{key} des Modells ist [{numbers}], aber es hat {count} Kanal; berichtigen Sie seine Metadaten.</numerusform>
                <numerusform>{key} des Modells ist [{numbers}], aber es hat {count} Kanäle; berichtigen Sie seine Metadaten.</numerusform>
            </translation>
        </message>
        <message>
            <source>The name cannot be written into {path} ({reason}); make the file writable, or end what else writes it.</source>
            <translation>Der Name kann nicht in {path} geschrieben werden ({reason}); machen Sie die Datei beschreibbar, oder beenden Sie, was sonst in sie schreibt.</translation>
        </message>
        <message>
            <source>The name of {path} is too long for a file beside it that keeps what you say about the model; shorten it.</source>
            <translation>Der Name von {path} ist zu lang für eine Datei daneben, die die Angaben aufbewahrt; kürzen Sie ihn.</translation>
        </message>
        <message>
            <source>The new colour of {name} could not be stored with {path} ({reason}); this project shows it, others show the old one until there is room on the disk and a colour is chosen again.</source>
            <translation>Die neue Farbe von {name} konnte nicht mit {path} gespeichert werden ({reason}); dieses Projekt zeigt sie, andere zeigen die alte, bis auf dem Datenträger Platz ist und wieder eine Farbe gewählt wird.</translation>
        </message>
        <message>
            <source>The object lies outside the area that the map's CRS can show; choose another CRS.</source>
            <translation>Das Objekt liegt außerhalb des Gebiets, das das KBS der Karte zeigen kann; wählen Sie ein anderes KBS.</translation>
        </message>
        <message>
            <source>The other side speaks version {version} of the protocol, this one only version {known}; update the plugin and restart QGIS.</source>
            <translation>Die andere Seite spricht Version {version} des Protokolls, diese nur Version {known}; aktualisieren Sie die Erweiterung und starten Sie QGIS neu.</translation>
        </message>
        <message>
            <source>The package index cannot be reached; check the network connection (or set HTTPS_PROXY), then set up again.</source>
            <translation>Der Paketindex ist nicht erreichbar; prüfen Sie die Netzverbindung (oder setzen Sie HTTPS_PROXY), dann richten Sie neu ein.</translation>
        </message>
        <message>
            <source>The package {package} of the engine's environment cannot be loaded ({reason}); set it up again under Settings &gt; Options &gt; DIAO.</source>
            <translation>Das Paket {package} der Umgebung der Engine lässt sich nicht laden ({reason}); richten Sie sie unter Einstellungen &gt; Optionen &gt; DIAO neu ein.</translation>
        </message>
        <message>
            <source>The packages in {folder} are for Python {python}, and this machine has {own}; make them with --python {own}.</source>
            <translation>Die Pakete in {folder} sind für Python {python}, und dieser Rechner hat {own}; stellen Sie sie mit --python {own} zusammen.</translation>
        </message>
        <message>
            <source>The packages in {folder} are for {system} ({architecture}), and this is {here} ({own}); make them with --system and --architecture of this machine.</source>
            <translation>Die Pakete in {folder} sind für {system} ({architecture}), und dies ist {here} ({own}); stellen Sie sie mit --system und --architecture dieses Rechners zusammen.</translation>
        </message>
        <message>
            <source>The packages in {folder} make the {has} environment only; make them with --size {size}.</source>
            <translation>Die Pakete in {folder} ergeben nur die Umgebung „{has}“; stellen Sie sie mit --size {size} zusammen.</translation>
        </message>
        <message numerus="yes">
            <source>The palettes of {count} masks, the first is {first}, do not show the colours of the class table, so their values count as the classes.</source>
            <translation>
                <numerusform>Die Palette von {count} Maske, {first}, zeigt nicht die Farben der Klassentabelle, daher zählen ihre Werte als die Klassen.</numerusform>
                <numerusform>Die Paletten von {count} Masken, die erste ist {first}, zeigen nicht die Farben der Klassentabelle, daher zählen ihre Werte als die Klassen.</numerusform>
            </translation>
        </message>
        <message>
            <source>The part of the network that reads the image; small ones train on a laptop.</source>
            <translation>Der Teil des Netzes, der das Bild liest; kleine lassen sich auf einem Laptop trainieren.</translation>
        </message>
        <message>
            <source>The pixel sizes of the images differ ({least:g} to {most:g}); tiles differ in size on the ground.</source>
            <translation>Die Pixelgrößen der Bilder unterscheiden sich ({least:g} bis {most:g}); Kacheln sind in der Natur verschieden groß.</translation>
        </message>
        <message>
            <source>The pixels of {file} are {theirs}, those of the dataset {own}; they are taken for the same.</source>
            <translation>Die Pixel von {file} sind {theirs}, die des Datensatzes {own}; sie werden für gleich gehalten.</translation>
        </message>
        <message>
            <source>The point lies outside the area that the map's CRS can show; choose another CRS.</source>
            <translation>Der Punkt liegt außerhalb des Gebiets, das das KBS der Karte darstellen kann; wählen Sie ein anderes KBS.</translation>
        </message>
        <message>
            <source>The points of one class of {path} have different areas in the field {name}; it holds more than one sample, evaluate each alone.</source>
            <translation>Die Punkte einer Klasse von {path} haben verschiedene Flächen im Feld {name}; der Layer enthält mehr als eine Stichprobe, werten Sie jede für sich aus.</translation>
        </message>
        <message>
            <source>The polygons cannot be read: {reason}</source>
            <translation>Die Polygone lassen sich nicht lesen: {reason}</translation>
        </message>
        <message>
            <source>The preview begins when model and raster are chosen.</source>
            <translation>Die Vorschau beginnt, wenn Modell und Raster gewählt sind.</translation>
        </message>
        <message>
            <source>The preview covers the middle {n} × {n} px of the map; zoom in to see more of it.</source>
            <translation>Die Vorschau zeigt die mittleren {n} × {n} px der Karte; vergrößern Sie die Karte, um mehr davon zu sehen.</translation>
        </message>
        <message>
            <source>The preview of synthetic tiles is being made; wait for it or cancel it.</source>
            <translation>Die Vorschau synthetischer Kacheln wird gerade erstellt; warten Sie oder brechen Sie sie ab.</translation>
        </message>
        <message>
            <source>The preview on the map is being made.</source>
            <translation>Die Vorschau auf der Karte wird gerade erstellt.</translation>
        </message>
        <message>
            <source>The preview waits for the step that is running.</source>
            <translation>Die Vorschau wartet auf den laufenden Schritt.</translation>
        </message>
        <message>
            <source>The project has no polygon layer and no class raster; add the labels to the map.</source>
            <translation>Das Projekt hat weder einen Polygonlayer noch ein Klassenraster; fügen Sie der Karte die Klassenangaben hinzu.</translation>
        </message>
        <message>
            <source>The project has no polygon layer; add one, or map the whole raster.</source>
            <translation>Das Projekt hat keinen Polygonlayer; fügen Sie einen hinzu oder kartieren Sie das ganze Raster.</translation>
        </message>
        <message>
            <source>The project has no raster in a file; add the imagery to the map.</source>
            <translation>Das Projekt hat kein Raster in einer Datei; fügen Sie der Karte die Bilddaten hinzu.</translation>
        </message>
        <message>
            <source>The project names the model {name}; it is opened when you say so.</source>
            <translation>Das Projekt nennt das Modell {name}; es wird geöffnet, wenn Sie es sagen.</translation>
        </message>
        <message>
            <source>The project was closed meanwhile; the result lies in {places}.</source>
            <translation>Das Projekt wurde inzwischen geschlossen; das Ergebnis liegt in {places}.</translation>
        </message>
        <message>
            <source>The proxy refused the connection to the package index; set HTTPS_PROXY to the proxy that you use, then set up again.</source>
            <translation>Der Proxy hat die Verbindung zum Paketindex abgelehnt; setzen Sie HTTPS_PROXY auf Ihren Proxy, dann richten Sie neu ein.</translation>
        </message>
        <message>
            <source>The rarer the class, the more often (inverse class frequency)</source>
            <translation>Je seltener die Klasse, desto öfter (inverse Klassenhäufigkeit)</translation>
        </message>
        <message>
            <source>The raster to map, with the bands that the model was trained on.</source>
            <translation>Das Raster, das kartiert wird, mit den Kanälen, mit denen das Modell trainiert wurde.</translation>
        </message>
        <message>
            <source>The reference and {path} have no ground in common; check their CRS and place, and the area.</source>
            <translation>Die Referenz und {path} haben keine gemeinsame Fläche; prüfen Sie ihr KBS, ihre Lage und das Gebiet.</translation>
        </message>
        <message>
            <source>The result of {job} does not consist of its parts, that of {names:and} does; merge without --vrt.</source>
            <translation>Das Ergebnis von {job} besteht nicht aus seinen Teilen, das von {names:and} schon; fügen Sie die Teile ohne --vrt zusammen.</translation>
        </message>
        <message>
            <source>The rules were not checked ({option} is off).</source>
            <translation>Die Regeln wurden nicht geprüft ({option} ist aus).</translation>
        </message>
        <message>
            <source>The same number gives the same result again.</source>
            <translation>Dieselbe Zahl ergibt wieder dasselbe Ergebnis.</translation>
        </message>
        <message>
            <source>The same steps as a Processing model, to run them again on other data or to build on them.</source>
            <translation>Dieselben Schritte als Verarbeitungsmodell, um sie auf andere Daten anzuwenden oder darauf aufzubauen.</translation>
        </message>
        <message>
            <source>The sample cannot be put into {folder} ({reason}); make room there, or start with data of your own.</source>
            <translation>Das Beispiel lässt sich nicht in {folder} ablegen ({reason}); schaffen Sie dort Platz, oder beginnen Sie mit eigenen Daten.</translation>
        </message>
        <message>
            <source>The sample lies in {folder} already.</source>
            <translation>Das Beispiel liegt schon in {folder}.</translation>
        </message>
        <message>
            <source>The sample lies in {folder}. Its model is chosen on the page Map: map the aerial image there, and see the rare classes come out. For the whole way, begin on the page Data.</source>
            <translation>Das Beispiel liegt in {folder}. Sein Modell ist auf der Seite Kartieren gewählt: Kartieren Sie dort das Luftbild, und die seltenen Klassen erscheinen. Für den ganzen Weg beginnen Sie auf der Seite Daten.</translation>
        </message>
        <message>
            <source>The secure connection to the package index was refused (certificate); if your network inspects connections, name its certificate in PIP_CERT, then set up again.</source>
            <translation>Die sichere Verbindung zum Paketindex wurde abgelehnt (Zertifikat); wenn Ihr Netz Verbindungen prüft, nennen Sie sein Zertifikat in PIP_CERT, dann richten Sie neu ein.</translation>
        </message>
        <message>
            <source>The segmentation network.</source>
            <translation>Das Netz, das segmentiert.</translation>
        </message>
        <message>
            <source>The server of {layer} does not give all of the imagery ({reason}); nothing was written, so try again later, or choose a smaller extent or a larger pixel size.</source>
            <translation>Der Server von {layer} liefert nicht alle Bilddaten ({reason}); es wurde nichts geschrieben: Versuchen Sie es später noch einmal, oder wählen Sie eine kleinere Ausdehnung oder eine größere Pixelgröße.</translation>
        </message>
        <message numerus="yes">
            <source>The servers of {count:,} inputs, such as {first}, do not say whether they have changed; do not exchange them before the parts are merged.</source>
            <translation>
                <numerusform>Der Server von {count:,} Eingabe, {first}, sagt nicht, ob sich die Datei geändert hat; tauschen Sie sie nicht aus, bevor die Teile zusammengefügt sind.</numerusform>
                <numerusform>Die Server von {count:,} Eingaben, etwa {first}, sagen nicht, ob sie sich geändert haben; tauschen Sie sie nicht aus, bevor die Teile zusammengefügt sind.</numerusform>
            </translation>
        </message>
        <message>
            <source>The share of {names} falls below half; where training data are plenty this has cost common classes more than it gave rare ones. Lower Extra repeats, or raise Weight of the real shares, and compare.</source>
            <translation>Der Anteil von {names} fällt unter die Hälfte; wo es viele Trainingsdaten gibt, hat das häufige Klassen mehr gekostet, als es seltenen brachte. Verringern Sie „Zusätzliche Wiederholungen“, oder erhöhen Sie „Gewicht der wirklichen Anteile“, und vergleichen Sie.</translation>
        </message>
        <message>
            <source>The share of {names} falls below half; where training data are plenty this has cost common classes more than it gave rare ones. Lower Extra repeats, or use the recommended target, and compare.</source>
            <translation>Der Anteil von {names} fällt unter die Hälfte; wo es viele Trainingsdaten gibt, hat das häufige Klassen mehr gekostet, als es seltenen brachte. Verringern Sie „Zusätzliche Wiederholungen“, oder nehmen Sie das empfohlene Ziel, und vergleichen Sie.</translation>
        </message>
        <message>
            <source>The share that is wanted; double-click or press F2 to change it, leave it empty for an even share.</source>
            <translation>Der gewünschte Anteil; ein Doppelklick oder F2 ändert ihn, leer heißt ein gleichmäßiger Anteil.</translation>
        </message>
        <message>
            <source>The split table or lists in {folder} name none of its images; correct the names or remove them.</source>
            <translation>Die Tabelle oder die Listen der Aufteilung in {folder} nennen keines seiner Bilder; berichtigen Sie die Namen, oder entfernen Sie sie.</translation>
        </message>
        <message>
            <source>The system cannot work with {path} ({reason}); check the disk and the path, then run it again.</source>
            <translation>Das System kann mit {path} nicht arbeiten ({reason}); prüfen Sie Datenträger und Pfad, dann starten Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The system lets the engine open no more files; raise the limit of open files (ulimit -n), then run it again.</source>
            <translation>Das System lässt die Engine keine weiteren Dateien öffnen; erhöhen Sie die Grenze offener Dateien (ulimit -n), dann starten Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The table cannot be written to {path} ({reason}); choose another place.</source>
            <translation>Die Tabelle kann nicht nach {path} geschrieben werden ({reason}); wählen Sie einen anderen Ort.</translation>
        </message>
        <message>
            <source>The table classes of {path} is empty; add the classes again or make the dataset anew.</source>
            <translation>Die Tabelle classes von {path} ist leer; tragen Sie die Klassen wieder ein, oder erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>The table dataset of {path} has {count} rows instead of one; make the dataset anew.</source>
            <translation>Die Tabelle dataset von {path} hat {count} Zeilen statt einer; erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>The table dataset of {path} is damaged: {reason}; make the dataset anew.</source>
            <translation>Die Tabelle dataset von {path} ist beschädigt: {reason}; erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>The target cannot be written into {path} ({reason}); make the file writable, or end what else writes it.</source>
            <translation>Das Ziel lässt sich nicht in {path} schreiben ({reason}); machen Sie die Datei beschreibbar, oder beenden Sie, was sie sonst beschreibt.</translation>
        </message>
        <message>
            <source>The target of {names} is 0, although the class occurs; give it a small share.</source>
            <translation>Das Ziel von {names} ist 0, obwohl die Klasse vorkommt; geben Sie ihr einen kleinen Anteil.</translation>
        </message>
        <message>
            <source>The target of {names} is 0, but the class occurs in the training tiles; give it a small share in the class table of the page Data, or in the column target of the table classes.</source>
            <translation>Das Ziel von {names} ist 0, aber die Klasse kommt in den Trainingskacheln vor; geben Sie ihr einen kleinen Anteil in der Klassentabelle der Seite „Daten“ oder in der Spalte target der Tabelle classes.</translation>
        </message>
        <message>
            <source>The target of {name} must be a share from 0 to 100 %, got {value}.</source>
            <translation>Das Ziel von {name} muss ein Anteil von 0 bis 100 % sein, ist aber {value}.</translation>
        </message>
        <message>
            <source>The targets add up to {sum}; scaled to 100 % they are: {scaled}.</source>
            <translation>Die Ziele ergeben zusammen {sum}; auf 100 % gebracht sind es: {scaled}.</translation>
        </message>
        <message>
            <source>The targets of the classes are {shares}; give shares of 0 or more, one above 0, in the class table of the page Data, or in the column target of the table classes.</source>
            <translation>Die Ziele der Klassen sind {shares}; geben Sie Anteile von 0 oder mehr an, einen über 0, in der Klassentabelle der Seite „Daten“ oder in der Spalte target der Tabelle classes.</translation>
        </message>
        <message>
            <source>The tile dataset {path} does not exist; choose one that does.</source>
            <translation>Den Kacheldatensatz {path} gibt es nicht; wählen Sie einen, den es gibt.</translation>
        </message>
        <message>
            <source>The tiles lie outside the area that the map's CRS can show; choose another CRS.</source>
            <translation>Die Kacheln liegen außerhalb des Gebiets, das das KBS der Karte zeigen kann; wählen Sie ein anderes KBS.</translation>
        </message>
        <message>
            <source>The tiles of {path} cannot be opened; create the dataset anew.</source>
            <translation>Die Kacheln von {path} lassen sich nicht öffnen; erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>The training ends with this epoch; the best one is kept.</source>
            <translation>Das Training endet mit dieser Epoche; die beste bleibt erhalten.</translation>
        </message>
        <message>
            <source>The training ground is divided into {count} parts; each is measured on by models that were trained on the others.</source>
            <translation>Das Trainingsgebiet ist in {count} Teile geteilt; auf jedem werden Modelle gemessen, die auf den anderen trainiert wurden.</translation>
        </message>
        <message>
            <source>The training tiles have no labelled pixel; label them, or set split to train for tiles that are.</source>
            <translation>Die Trainingskacheln haben kein Pixel mit Klassenangabe; erfassen Sie welche, oder setzen Sie split bei Kacheln, die welche haben, auf train.</translation>
        </message>
        <message numerus="yes">
            <source>The training tiles lie in {blocks} blocks, too few for {folds} parts; ask for fewer, or set split to val for some tiles.</source>
            <translation>
                <numerusform>Die Trainingskacheln liegen in {blocks} Block, zu wenig für {folds} Teile; setzen Sie split bei einigen Kacheln auf val, oder nehmen Sie mehr Fläche dazu.</numerusform>
                <numerusform>Die Trainingskacheln liegen in {blocks} Blöcken, zu wenig für {folds} Teile; verlangen Sie weniger Teile, oder setzen Sie split bei einigen Kacheln auf val.</numerusform>
            </translation>
        </message>
        <message>
            <source>The training tiles show fewer than two classes, so there is nothing to balance; label more.</source>
            <translation>Die Trainingskacheln zeigen weniger als zwei Klassen, also ist nichts auszugleichen; erfassen Sie mehr.</translation>
        </message>
        <message>
            <source>The value {value} is {name} in the labels and {known} in {path}; give the labels the values of the dataset, or leave Add to dataset empty.</source>
            <translation>Der Wert {value} ist in den Labels {name} und in {path} {known}; geben Sie den Labels die Werte des Datensatzes, oder lassen Sie Zu Datensatz hinzufügen leer.</translation>
        </message>
        <message>
            <source>The value {value} stands for unlabelled ground and for the class {name!r}; choose another Unlabelled value.</source>
            <translation>Der Wert {value} steht für Flächen ohne Klassenangabe und für die Klasse {name!r}; wählen Sie einen anderen „Wert ohne Klasse“.</translation>
        </message>
        <message>
            <source>The values of {path} are brought to the scale and offset of the model's training imagery.</source>
            <translation>Die Werte von {path} werden auf Skalierung und Versatz der Trainingsbilder des Modells gebracht.</translation>
        </message>
        <message>
            <source>The verdict cannot be written into {layer}; see that no other program keeps the file.</source>
            <translation>Das Urteil kann nicht in {layer} geschrieben werden; sorgen Sie dafür, dass kein anderes Programm die Datei offen hält.</translation>
        </message>
        <message>
            <source>The verdicts are training tiles now: go on training with them.</source>
            <translation>Die Urteile sind jetzt Trainingskacheln: Trainieren Sie damit weiter.</translation>
        </message>
        <message>
            <source>The version of the NVIDIA driver is needed to choose the packages; give it as nvidia-smi writes it there, such as --driver 581.29.</source>
            <translation>Um die Pakete zu wählen, ist die Version des NVIDIA-Treibers nötig; geben Sie sie an, wie nvidia-smi sie dort schreibt, etwa --driver 581.29.</translation>
        </message>
        <message>
            <source>The whole card as JSON, with a list of what is still missing.</source>
            <translation>Der ganze Steckbrief als JSON, mit einer Liste dessen, was noch fehlt.</translation>
        </message>
        <message>
            <source>The work folder {path} cannot be written to; choose another.</source>
            <translation>In den Arbeitsordner {path} kann nicht geschrieben werden; wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>The work folder {path} is gone; bring it back, or choose another.</source>
            <translation>Der Arbeitsordner {path} ist nicht mehr da; holen Sie ihn zurück oder wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>The worker {worker} cannot import the engine; start workers with the Python of the engine and the folder of the plugin in PYTHONPATH.</source>
            <translation>Der Worker {worker} kann die Engine nicht importieren; starten Sie Worker mit dem Python der Engine und dem Ordner der Erweiterung in PYTHONPATH.</translation>
        </message>
        <message>
            <source>The worker {worker} does not see {path}, or sees another file of that name; put inputs and outputs on a disk that all computers share, under the same names.</source>
            <translation>Der Worker {worker} sieht {path} nicht oder sieht eine andere Datei dieses Namens; legen Sie Eingaben und Ausgaben auf einen Datenträger, den alle Rechner unter denselben Namen sehen.</translation>
        </message>
        <message>
            <source>The worker {worker} has {name} {there} and this computer {here}, so results would differ; start workers with the engine and the Python packages of this computer.</source>
            <translation>Der Worker {worker} hat {name} {there} und dieser Rechner {here}, die Ergebnisse wären also verschieden; starten Sie Worker mit der Engine und den Python-Paketen dieses Rechners.</translation>
        </message>
        <message>
            <source>The workers that did part {shard} ended, most likely for lack of memory; {advice}, or give workers more memory, then run this again: the other parts stay.</source>
            <translation>Die Worker, die Teil {shard} bearbeitet haben, sind abgebrochen, wahrscheinlich aus Mangel an Speicher; {advice}, oder geben Sie Workern mehr Speicher, und starten Sie dies dann noch einmal: Die anderen Teile bleiben.</translation>
        </message>
        <message>
            <source>The {size} environment in {path} is not finished; set it up again.</source>
            <translation>Die Umgebung {size} in {path} ist nicht fertig; richten Sie sie neu ein.</translation>
        </message>
        <message>
            <source>The {size} environment is not set up.</source>
            <translation>Die Umgebung {size} ist nicht eingerichtet.</translation>
        </message>
        <message>
            <source>The {size} environment is removed.</source>
            <translation>Die Umgebung {size} ist entfernt.</translation>
        </message>
        <message>
            <source>The {size} environment needs about {needed:.1f} GB in {folder}, and {free:.1f} GB are free; free some space, or set DIAO_HOME to a folder on a larger disk.</source>
            <translation>Die Umgebung „{size}“ braucht etwa {needed:.1f} GB in {folder}, und {free:.1f} GB sind frei; schaffen Sie Platz oder setzen Sie DIAO_HOME auf einen Ordner auf einer größeren Platte.</translation>
        </message>
        <message>
            <source>The {size} environment was made without this GPU: {reason} Set it up again to use it, under Settings &gt; Options &gt; DIAO or by setup --again.</source>
            <translation>Die Umgebung „{size}“ wurde ohne diese GPU gemacht: {reason} Richten Sie sie neu ein, um sie zu nutzen: unter Einstellungen &gt; Optionen &gt; DIAO oder mit setup --again.</translation>
        </message>
        <message>
            <source>There are no parts of this very job in {folder}; run them with --shard first. A changed input or parameter makes another job.</source>
            <translation>In {folder} gibt es keine Teile genau dieses Auftrags; führen Sie sie zuerst mit --shard aus. Eine geänderte Eingabe oder ein geänderter Parameter ist ein anderer Auftrag.</translation>
        </message>
        <message>
            <source>There are {count} points instead of {asked}, as {label} asks for them; lower it for fewer.</source>
            <translation>Es sind {count} Punkte statt {asked}, denn so viele verlangt „{label}“; setzen Sie den Wert für weniger herab.</translation>
        </message>
        <message>
            <source>There are {count} points instead of {asked}, since each class needs two, or its spread would be unknown.</source>
            <translation>Es sind {count} Punkte statt {asked}, da jede Klasse zwei braucht; sonst wäre ihre Streuung unbekannt.</translation>
        </message>
        <message>
            <source>There is less of this class than an even share, or than was edited for it.</source>
            <translation>Von dieser Klasse gibt es weniger als einen gleichen Anteil oder als für sie eingetragen wurde.</translation>
        </message>
        <message>
            <source>There is no Dask scheduler at {address} ({reason}); check the address in {label}.</source>
            <translation>Unter {address} antwortet kein Dask-Scheduler ({reason}); prüfen Sie die Adresse in {label}.</translation>
        </message>
        <message>
            <source>There is no class {name!r}; choose among {known:and}.</source>
            <translation>Eine Klasse {name!r} gibt es nicht; wählen Sie unter {known:and}.</translation>
        </message>
        <message>
            <source>There is no mapped ground to draw points on in {path}; choose another map, or another area.</source>
            <translation>In {path} ist kein kartierter Boden, auf dem sich Punkte ziehen lassen; wählen Sie eine andere Karte oder ein anderes Gebiet.</translation>
        </message>
        <message>
            <source>There is no object of {names:or} between {least} and {most} px, {narrowest} px wide where it is an area and long where it is a line, with other labelled ground beside it, that may be used; change Smallest or Largest object used, label what lies around, set another form in the table classes, tick objects in the layer objects, or start from a dataset without that layer.</source>
            <translation>Es gibt kein Objekt von {names:or} zwischen {least} und {most} px, als Fläche {narrowest} px breit, als Linie lang, neben dem andere Flächen mit Klassenangabe liegen und das verwendet werden darf; ändern Sie „Kleinstes Objekt, das verwendet wird“ oder „Größtes Objekt, das verwendet wird“, erfassen Sie, was darum liegt, setzen Sie in der Tabelle classes eine andere form, haken Sie Objekte im Layer objects an, oder beginnen Sie mit einem Datensatz ohne diesen Layer.</translation>
        </message>
        <message>
            <source>There is one block only, so all tiles are for training and nothing is left to validate on; use more ground or smaller tiles.</source>
            <translation>Es gibt nur einen Block, daher dienen alle Kacheln dem Training, und zum Validieren bleibt nichts; nehmen Sie mehr Fläche oder kleinere Kacheln.</translation>
        </message>
        <message>
            <source>There is one image only, so all tiles are for training and nothing is left to validate on; use more images or split by blocks.</source>
            <translation>Es gibt nur ein Bild, daher dienen alle Kacheln dem Training und zum Validieren bleibt nichts; nehmen Sie mehr Bilder oder teilen Sie nach Blöcken auf.</translation>
        </message>
        <message>
            <source>These are the tiles that the model was trained on; on other ground it will do worse. Without validation tiles the best prior correction cannot be found: it is 0.</source>
            <translation>Das sind die Kacheln, mit denen das Modell trainiert wurde; auf anderen Flächen wird es schlechter abschneiden. Ohne Validierungskacheln lässt sich die beste Prior-Korrektur nicht finden: Sie ist 0.</translation>
        </message>
        <message>
            <source>These figures are with the prior correction {correction:g}, the best on these tiles, which mapping uses unless told otherwise; at 0 mean IoU is {miou:.3f}.</source>
            <translation>Diese Werte gelten mit der Prior-Korrektur {correction:g}, der besten auf diesen Kacheln, die beim Kartieren gilt, solange nichts anderes gewählt ist; bei 0 ist die mittlere IoU {miou:.3f}.</translation>
        </message>
        <message>
            <source>These results cannot be opened: {names}.</source>
            <translation>Diese Ergebnisse lassen sich nicht öffnen: {names}.</translation>
        </message>
        <message>
            <source>They can be tested when an environment is set up.</source>
            <translation>Sie lassen sich prüfen, sobald eine Umgebung eingerichtet ist.</translation>
        </message>
        <message>
            <source>This Python cannot make environments; run `sudo apt install python3-venv`, then set up again.</source>
            <translation>Dieses Python kann keine Umgebungen anlegen; führen Sie `sudo apt install python3-venv` aus, dann richten Sie neu ein.</translation>
        </message>
        <message>
            <source>This algorithm needs the engine's environment ({size}), which is not set up yet: set it up under Settings &gt; Options &gt; DIAO, or run in the folder {folder}: python3 -m diao_engine setup --size {size}</source>
            <translation>Dieser Algorithmus braucht die Umgebung der Engine ({size}), die noch nicht eingerichtet ist: Richten Sie sie unter Einstellungen &gt; Optionen &gt; DIAO ein, oder führen Sie im Ordner {folder} aus: python3 -m diao_engine setup --size {size}</translation>
        </message>
        <message>
            <source>This failed: {error}. Please report it with the log.</source>
            <translation>Das ist fehlgeschlagen: {error}. Bitte melden Sie es mit dem Protokoll.</translation>
        </message>
        <message>
            <source>Tick the imagery that the tiles are cut from.</source>
            <translation>Haken Sie die Bilddaten an, aus denen die Kacheln geschnitten werden.</translation>
        </message>
        <message>
            <source>Tick the labels: one polygon layer, or class rasters.</source>
            <translation>Haken Sie die Klassenangaben an: einen Polygonlayer oder Klassenraster.</translation>
        </message>
        <message>
            <source>Ticked classes get a probability layer and polygons:</source>
            <translation>Angehakte Klassen bekommen einen Wahrscheinlichkeitslayer und Polygone:</translation>
        </message>
        <message>
            <source>Tile</source>
            <translation>Kachel</translation>
        </message>
        <message>
            <source>Tile dataset</source>
            <translation>Kacheldatensatz</translation>
        </message>
        <message>
            <source>Tile size</source>
            <translation>Kachelgröße</translation>
        </message>
        <message>
            <source>Tile size is {value} px, but the tiles of {path} have {known} px; set Tile size to {known}, or leave Add to dataset empty.</source>
            <translation>Die Kachelgröße ist {value} px, aber die Kacheln von {path} haben {known} px; stellen Sie die Kachelgröße auf {known}, oder lassen Sie Zu Datensatz hinzufügen leer.</translation>
        </message>
        <message>
            <source>Tile {tile} lies outside its image; make the dataset anew.</source>
            <translation>Kachel {tile} liegt außerhalb ihres Bildes; erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>Tile {tile} reaches over the edge of {path}, which has {width} x {height} px; bring the file back that the dataset was made from, or make the dataset anew.</source>
            <translation>Kachel {tile} reicht über den Rand von {path} hinaus, das {width} x {height} px hat; holen Sie die Datei zurück, aus der der Datensatz entstand, oder erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>Tiles</source>
            <translation>Kacheln</translation>
        </message>
        <message>
            <source>Tiles and pixels of each split, every tile once</source>
            <translation>Kacheln und Pixel jedes Teils, jede Kachel einmal</translation>
        </message>
        <message>
            <source>Tiles in the project</source>
            <translation>Kacheln im Projekt</translation>
        </message>
        <message>
            <source>Tiles repeated most</source>
            <translation>Am häufigsten wiederholte Kacheln</translation>
        </message>
        <message>
            <source>Tiles with a smaller share of labelled pixels are left out; measured against a full tile.</source>
            <translation>Kacheln mit einem kleineren Anteil an Pixeln mit Klassenangabe werden weggelassen; gemessen an einer vollen Kachel.</translation>
        </message>
        <message>
            <source>Tiles {n}: {name}</source>
            <translation>Kacheln {n}: {name}</translation>
        </message>
        <message>
            <source>Tiles: {count} ({splits}) of {size} px; bands: {bands}; pixels: {dtype}.</source>
            <translation>Kacheln: {count} ({splits}) von {size} px; Kanäle: {bands}; Pixel: {dtype}.</translation>
        </message>
        <message>
            <source>Tiles: {name}</source>
            <translation>Kacheln: {name}</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Zu</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>Trainieren</translation>
        </message>
        <message>
            <source>Train model</source>
            <translation>Modell trainieren</translation>
        </message>
        <message>
            <source>Trained</source>
            <translation>Trainiert</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>Training (PyTorch)</source>
            <translation>Training (PyTorch)</translation>
        </message>
        <message>
            <source>Training needs more than the small environment that is there: PyTorch, in an environment of its own.</source>
            <translation>Das Training braucht mehr als die kleine Umgebung, die es gibt: PyTorch, in einer eigenen Umgebung.</translation>
        </message>
        <message>
            <source>Training of a segmentation model</source>
            <translation>Training eines Segmentierungsmodells</translation>
        </message>
        <message>
            <source>Training pixels of each class, and its target</source>
            <translation>Trainingspixel jeder Klasse und ihr Ziel</translation>
        </message>
        <message>
            <source>Training runs on the {device}.</source>
            <translation>Gerät des Trainings – {device}.</translation>
        </message>
        <message>
            <source>Training tile</source>
            <translation>Trainingskachel</translation>
        </message>
        <message>
            <source>Training tiles</source>
            <translation>Trainingskacheln</translation>
        </message>
        <message>
            <source>Training tiles, which are measured too: {tiles}; steps per epoch: {steps}.</source>
            <translation>Trainingskacheln, auf denen auch gemessen wird: {tiles}; Schritte je Epoche: {steps}.</translation>
        </message>
        <message>
            <source>Training tiles: {shares}.</source>
            <translation>Trainingskacheln: {shares}.</translation>
        </message>
        <message>
            <source>Training tiles: {tiles}; steps per epoch: {steps}; validation tiles: {measured}.</source>
            <translation>Trainingskacheln: {tiles}; Schritte je Epoche: {steps}; Validierungskacheln: {measured}.</translation>
        </message>
        <message>
            <source>Training {number} of {count}: {method}</source>
            <translation>Training {number} von {count}: {method}</translation>
        </message>
        <message>
            <source>Trainings per method</source>
            <translation>Trainings je Methode</translation>
        </message>
        <message>
            <source>Trains a few small models for each method, equally long, and measures all of them on the same ground: the validation tiles, or parts of the training ground in turn where there are none. The report says which differences are more than chance, and one sentence says what to use. The trainings are short, so a long one of yours can end otherwise; more steps and trainings per method say more and take longer. Nothing is kept of the models.</source>
            <translation>Trainiert für jede Methode einige kleine Modelle gleich lang und misst alle auf derselben Fläche: auf den Validierungskacheln oder, wo es keine gibt, reihum auf Teilen des Trainingsgebiets. Der Bericht sagt, welche Unterschiede mehr als Zufall sind, und ein Satz sagt, was zu nehmen ist. Die Trainings sind kurz, ein langes kann also anders ausgehen; mehr Schritte und mehr Trainings je Methode sagen mehr und dauern länger. Von den Modellen wird nichts behalten.</translation>
        </message>
        <message>
            <source>Trains a few small models with and without balancing and says whether the difference is more than chance.</source>
            <translation>Trainiert einige kleine Modelle mit und ohne Ausgleichen und sagt, ob der Unterschied mehr als Zufall ist.</translation>
        </message>
        <message>
            <source>Trains a segmentation model on the training tiles and keeps the epoch with the best mean IoU on the validation tiles. By dynamic sampling it looks more at classes that it has seen too seldom so far, so rare ones are learned without repeats. The result is one ONNX file that knows its classes, colours, bands, normalisation and accuracy. A training that was interrupted goes on where it stopped when it is started again with the same settings.</source>
            <translation>Trainiert ein Segmentierungsmodell mit den Trainingskacheln und behält die Epoche mit der besten mittleren IoU auf den Validierungskacheln. Durch die dynamische Auswahl schaut es öfter auf Klassen, die es bisher zu selten gesehen hat; so werden seltene ohne Wiederholungen gelernt. Das Ergebnis ist eine ONNX-Datei, die ihre Klassen, Farben, Kanäle, Normalisierung und Genauigkeit kennt. Ein unterbrochenes Training geht dort weiter, wo es stehen blieb, wenn es mit denselben Einstellungen erneut gestartet wird.</translation>
        </message>
        <message numerus="yes">
            <source>Trains on {name}: {n} training tiles</source>
            <translation>
                <numerusform>Trainiert mit {name}: {n} Trainingskachel</numerusform>
                <numerusform>Trainiert mit {name}: {n} Trainingskacheln</numerusform>
            </translation>
        </message>
        <message>
            <source>Transitions</source>
            <translation>Übergänge</translation>
        </message>
        <message>
            <source>Transitions from class to class</source>
            <translation>Übergänge von Klasse zu Klasse</translation>
        </message>
        <message>
            <source>Transitions {n}: {before} to {after}</source>
            <translation>Übergänge {n}: {before} zu {after}</translation>
        </message>
        <message>
            <source>Trust the model</source>
            <translation>Dem Modell vertrauen</translation>
        </message>
        <message>
            <source>Trust the model?</source>
            <translation>Dem Modell vertrauen?</translation>
        </message>
        <message>
            <source>Try it with the sample</source>
            <translation>Mit dem Beispiel ausprobieren</translation>
        </message>
        <message>
            <source>Turn and flip</source>
            <translation>Drehen und spiegeln</translation>
        </message>
        <message>
            <source>Turn objects by quarters and flip them; switch it off where long shadows matter.</source>
            <translation>Objekte um Vierteldrehungen drehen und spiegeln; schalten Sie es aus, wo lange Schatten eine Rolle spielen.</translation>
        </message>
        <message>
            <source>Turns every object of the rare classes of a class raster into a polygon with its class, its area in m² (ellipsoidal where the CRS is geographic) and its mean confidence. Works on any class raster.</source>
            <translation>Macht aus jedem Objekt der seltenen Klassen eines Klassenrasters ein Polygon mit seiner Klasse, seiner Fläche in m² (auf dem Ellipsoid, wenn das KBS geographisch ist) und seiner mittleren Konfidenz. Arbeitet mit jedem Klassenraster.</translation>
        </message>
        <message>
            <source>Turns polygons that you have looked at into training tiles of a dataset: the ground of each is labelled; other ground gets the class of the map where that is certain, and is left open elsewhere. Any polygon layer with a class field will do. In polygons of rare classes with the field review only judged ones count: right and class are of their class, wrong becomes what lies around it in the map, unsure is left open. Ground of validation and test tiles is never learned, and where labels of training tiles say otherwise, what you have seen goes before them. Starting it again with the same layer replaces the tiles that came of it before. Then go on with Train model and Start from model.</source>
            <translation>Macht aus Polygonen, die Sie angesehen haben, Trainingskacheln eines Datensatzes: Der Boden jedes Polygons bekommt seine Klasse; der übrige Boden bekommt die Klasse der Karte, wo diese sicher ist, und bleibt sonst offen. Jeder Polygonlayer mit einem Klassenfeld ist geeignet. Bei Polygonen seltener Klassen mit dem Feld review zählen nur beurteilte: right und class gehören zu ihrer Klasse, wrong wird zu dem, was in der Karte ringsum liegt, unsure bleibt offen. Der Boden von Validierungs- und Testkacheln wird nie gelernt, und wo Klassenangaben von Trainingskacheln etwas anderes sagen, geht vor, was Sie gesehen haben. Ein neuer Lauf mit demselben Layer ersetzt die Kacheln, die aus ihm entstanden sind. Machen Sie dann mit „Modell trainieren“ und „Ausgehen vom Modell“ weiter.</translation>
        </message>
        <message>
            <source>U-Net</source>
            <translation>U-Net</translation>
        </message>
        <message>
            <source>U-Net++</source>
            <translation>U-Net++</translation>
        </message>
        <message>
            <source>UPerNet</source>
            <translation>UPerNet</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Undo (⌫)</source>
            <translation>Zurück (⌫)</translation>
        </message>
        <message>
            <source>Undo: {steps}</source>
            <translation>Rückgängig: {steps}</translation>
        </message>
        <message>
            <source>Unlabelled value</source>
            <translation>Wert ohne Klasse</translation>
        </message>
        <message>
            <source>Unlabelled value is {value}, but in {path} it is {known}; set it to {known}, or leave Add to dataset empty.</source>
            <translation>Der Wert ohne Klasse ist {value}, aber in {path} ist er {known}; stellen Sie ihn auf {known}, oder lassen Sie Zu Datensatz hinzufügen leer.</translation>
        </message>
        <message>
            <source>Untick use for an object to paste, or delete it there, and new synthetic tiles do without it.</source>
            <translation>Entfernen Sie bei einem einzufügenden Objekt den Haken bei use, oder löschen Sie es, und neue synthetische Kacheln kommen ohne es aus.</translation>
        </message>
        <message>
            <source>Update map</source>
            <translation>Karte aktualisieren</translation>
        </message>
        <message>
            <source>Updated map</source>
            <translation>Aktualisierte Karte</translation>
        </message>
        <message>
            <source>Updated map {n}:</source>
            <translation>Aktualisierte Karte {n}:</translation>
        </message>
        <message>
            <source>Updated map {n}: {name}</source>
            <translation>Aktualisierte Karte {n}: {name}</translation>
        </message>
        <message>
            <source>Upper end of the 95 % interval of the gain</source>
            <translation>Oberes Ende des 95-%-Intervalls des Gewinns</translation>
        </message>
        <message>
            <source>Use cut objects</source>
            <translation>Angeschnittene Objekte verwenden</translation>
        </message>
        <message>
            <source>Use its values again</source>
            <translation>Seine Werte wieder verwenden</translation>
        </message>
        <message>
            <source>Use {method}: its mean IoU is {gain:.1f} points above no balancing (95 % interval {low:.1f} to {high:.1f}).</source>
            <translation>Nehmen Sie „{method}“: Die mittlere IoU liegt {gain:.1f} Punkte über der ohne Ausgleichen (95-%-Intervall {low:.1f} bis {high:.1f}).</translation>
        </message>
        <message>
            <source>User's</source>
            <translation>Nutzer</translation>
        </message>
        <message>
            <source>User's accuracy</source>
            <translation>Nutzergenauigkeit</translation>
        </message>
        <message>
            <source>User's accuracy, in %: how much of what the map shows as the class is right. Producer's: how much of the class on the ground the map shows. ± is half of the 95 % interval.</source>
            <translation>Nutzergenauigkeit, in %: wie viel von dem, was die Karte als die Klasse zeigt, stimmt. Produzentengenauigkeit: wie viel von der Klasse am Boden die Karte zeigt. ± ist das halbe 95-%-Intervall.</translation>
        </message>
        <message>
            <source>Validation and Test share add up to {share:g}; keep them below 1 so that tiles remain to train on.</source>
            <translation>Validierungs- und Testanteil ergeben zusammen {share:g}; halten Sie sie unter 1, damit Kacheln zum Trainieren bleiben.</translation>
        </message>
        <message>
            <source>Validation share</source>
            <translation>Validierungsanteil</translation>
        </message>
        <message>
            <source>Validation tile</source>
            <translation>Validierungskachel</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <source>Value in the layer</source>
            <translation>Wert im Layer</translation>
        </message>
        <message>
            <source>Value of the imagery that means no data, for images that do not declare one themselves; empty for none.</source>
            <translation>Wert der Bilder, der keine Daten bedeutet, für Bilder, die selbst keinen angeben; leer für keinen.</translation>
        </message>
        <message>
            <source>Value {value} in the class map; a click on the square changes the colour</source>
            <translation>Wert {value} in der Klassenkarte; ein Klick auf das Quadrat ändert die Farbe</translation>
        </message>
        <message>
            <source>Variety of the training: how many tiles, all shown equally often, would be as varied (effective tiles)</source>
            <translation>Vielfalt des Trainings: wie viele Kacheln, alle gleich oft gezeigt, ebenso vielfältig wären (effektive Kacheln)</translation>
        </message>
        <message>
            <source>Variety: as if {effective:.1f} of the {drawn} tiles were shown equally often; at most {gap:.2g} away from the best possible repeats.</source>
            <translation>Vielfalt: als würden {effective:.1f} der {drawn} Kacheln gleich oft gezeigt; höchstens {gap:.2g} von den bestmöglichen Wiederholungen entfernt.</translation>
        </message>
        <message>
            <source>Variety: as if {n} of the {drawn} tiles were shown equally often.</source>
            <translation>Vielfalt: als würden {n} der {drawn} Kacheln gleich oft gezeigt.</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>Urteil</translation>
        </message>
        <message>
            <source>Version of {name}</source>
            <translation>Version von {name}</translation>
        </message>
        <message>
            <source>Versions, system, devices and settings for a bug report, without your name</source>
            <translation>Versionen, System, Geräte und Einstellungen für eine Fehlermeldung, ohne Ihren Namen</translation>
        </message>
        <message>
            <source>Visible map</source>
            <translation>Sichtbarer Kartenausschnitt</translation>
        </message>
        <message>
            <source>Waiting for images.</source>
            <translation>Wartet auf Bilder.</translation>
        </message>
        <message>
            <source>Waiting for workers at {address}</source>
            <translation>Warten auf Worker bei {address}</translation>
        </message>
        <message>
            <source>Wanted share; it can be edited</source>
            <translation>Gewünschter Anteil; er lässt sich bearbeiten</translation>
        </message>
        <message>
            <source>Wanted standard error</source>
            <translation>Gewünschter Standardfehler</translation>
        </message>
        <message>
            <source>Warning: {text}</source>
            <translation>Warnung: {text}</translation>
        </message>
        <message>
            <source>Watch a folder</source>
            <translation>Einen Ordner überwachen</translation>
        </message>
        <message>
            <source>Watching {path}: images in the map {count}, set aside {refused}.</source>
            <translation>{path} wird überwacht: Bilder in der Karte {count}, zurückgestellt {refused}.</translation>
        </message>
        <message>
            <source>Weight averaging</source>
            <translation>Mittelung der Gewichte</translation>
        </message>
        <message>
            <source>Weight of the real shares</source>
            <translation>Gewicht der wirklichen Anteile</translation>
        </message>
        <message>
            <source>Weights in the network</source>
            <translation>Gewichte im Netz</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>What DIAO makes small, in nats</source>
            <translation>Was DIAO klein macht, in Nat</translation>
        </message>
        <message>
            <source>What a map needs as a rule, on a laptop too.</source>
            <translation>Was eine Karte in der Regel braucht, auch auf einem Laptop.</translation>
        </message>
        <message>
            <source>What arrives is mapped by this computer alone; leave {label} empty.</source>
            <translation>Was ankommt, wird allein von diesem Rechner kartiert; lassen Sie {label} leer.</translation>
        </message>
        <message>
            <source>What balancing gives on this dataset</source>
            <translation>Was das Ausgleichen bei diesem Datensatz bringt</translation>
        </message>
        <message>
            <source>What counts as an error and is made small; class-weighted cross entropy and focal loss are another way to favour rare classes.</source>
            <translation>Was als Fehler zählt und klein gemacht wird; klassengewichtete Kreuzentropie und fokaler Verlust sind ein anderer Weg, seltene Klassen zu bevorzugen.</translation>
        </message>
        <message>
            <source>What is compared with no balancing, which is always among them; every method adds as many trainings as are asked for below.</source>
            <translation>Was mit keinem Ausgleichen verglichen wird, das immer dabei ist; jede Methode kostet so viele Trainings, wie unten verlangt werden.</translation>
        </message>
        <message>
            <source>What is here?</source>
            <translation>Was ist hier?</translation>
        </message>
        <message>
            <source>What is kept beside it, {name}, would overwrite {other} ({path}); choose another file.</source>
            <translation>Was daneben aufbewahrt wird, {name}, würde {other} überschreiben ({path}); wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>What is learned of the ground of a new tile that nobody has judged. Of the map it is taken where Class map and Confidence are given; from judged ground alone, much of which is false alarms, a model unlearns rare classes.</source>
            <translation>Was vom Boden einer neuen Kachel gelernt wird, den niemand beurteilt hat. Der Karte wird es entnommen, wo Klassenkarte und Konfidenz angegeben sind; aus beurteiltem Boden allein, der zum großen Teil aus Fehlalarmen besteht, verlernt ein Modell die seltenen Klassen.</translation>
        </message>
        <message>
            <source>What is learned of the ground of a polygon that is wrong. Most false alarms are part of what lies around them; where no class fills half of the surroundings on the map, the ground is left open in any case.</source>
            <translation>Was vom Boden eines falschen Polygons gelernt wird. Die meisten Fehlalarme gehören zu dem, was sie umgibt; wo keine Klasse die Hälfte der Umgebung in der Karte füllt, bleibt der Boden in jedem Fall offen.</translation>
        </message>
        <message>
            <source>What is true: a class raster on any grid, polygons, or sample points, in any CRS. Points of Draw sample points are taken as they are: they bring their class field and the areas of their classes along.</source>
            <translation>Was stimmt: ein Klassenraster mit beliebigem Raster, Polygone oder Stichprobenpunkte, in beliebigem KBS. Punkte aus „Stichprobe ziehen“ gelten, wie sie sind: Sie bringen ihr Klassenfeld und die Flächen ihrer Klassen mit.</translation>
        </message>
        <message>
            <source>What pixel values are divided by before the model sees them: 255 brings 8-bit imagery between 0 and 1, 1 leaves it as it is.</source>
            <translation>Wodurch Pixelwerte geteilt werden, bevor das Modell sie sieht: 255 bringt 8-Bit-Bilder zwischen 0 und 1, 1 lässt sie, wie sie sind.</translation>
        </message>
        <message>
            <source>What stays together when tiles are held out, so that those that judge a model do not lie right beside those that it learned from: square blocks of tiles, or whole images.</source>
            <translation>Was beim Zurückhalten von Kacheln zusammenbleibt, damit jene, die ein Modell beurteilen, nicht gleich neben jenen liegen, von denen es gelernt hat: quadratische Blöcke von Kacheln oder ganze Bilder.</translation>
        </message>
        <message>
            <source>What the encoder starts from: auto (ImageNet weights if they can be downloaded, else none), imagenet (downloaded), none, or a local file of weights (.safetensors, .pth, .pt).</source>
            <translation>Womit der Encoder beginnt: auto (ImageNet-Gewichte, wenn sie sich herunterladen lassen, sonst keine), imagenet (heruntergeladen), none (keine) oder eine lokale Datei mit Gewichten (.safetensors, .pth, .pt).</translation>
        </message>
        <message>
            <source>What the round has changed</source>
            <translation>Was die Runde geändert hat</translation>
        </message>
        <message>
            <source>What the round has changed: objects on the map, and IoU on validation.</source>
            <translation>Was die Runde geändert hat: Objekte auf der Karte und IoU der Validierung.</translation>
        </message>
        <message>
            <source>What was pasted</source>
            <translation>Was eingefügt wurde</translation>
        </message>
        <message>
            <source>What was shown</source>
            <translation>Was gezeigt wurde</translation>
        </message>
        <message>
            <source>What you say about the model is kept beside it, and the folder {folder} is read-only; copy the model to one that you may write to.</source>
            <translation>Die Angaben zum Modell werden neben ihm aufbewahrt, und der Ordner {folder} ist schreibgeschützt; kopieren Sie das Modell in einen, in den Sie schreiben dürfen.</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>When the images were taken, such as 2024-05-31 or 2024-05-31 10:30 (UTC); empty means what each image says.</source>
            <translation>Wann die Bilder aufgenommen wurden, etwa 2024-05-31 oder 2024-05-31 10:30 (UTC); leer heißt, was jedes Bild selbst sagt.</translation>
        </message>
        <message>
            <source>Where are the datasets, models and maps of this project to be kept? This is asked once; the page Data can change it.</source>
            <translation>Wo sollen Datensätze, Modelle und Karten dieses Projekts liegen? Das wird einmal gefragt und lässt sich auf der Seite Daten ändern.</translation>
        </message>
        <message>
            <source>Where items must lie, in any CRS; empty means everywhere. It does not concern a single item.</source>
            <translation>Wo Items liegen müssen, in einem beliebigen KBS; leer bedeutet überall. Ein einzelnes Item betrifft das nicht.</translation>
        </message>
        <message>
            <source>Where the model runs; the log says what was used and why.</source>
            <translation>Wo das Modell läuft; das Protokoll sagt, was verwendet wurde und warum.</translation>
        </message>
        <message>
            <source>Where the virtual rasters of joined assets are written, one small file each. Empty: a temporary folder, which is gone when QGIS ends.</source>
            <translation>Wohin die virtuellen Raster verbundener Assets geschrieben werden, je eine kleine Datei. Leer: in einen temporären Ordner, der mit dem Ende von QGIS verschwindet.</translation>
        </message>
        <message>
            <source>Whether Probabilities has every class and not the chosen ones alone; then the dock shows the map for another sensitivity without running the model again.</source>
            <translation>Ob die Wahrscheinlichkeiten alle Klassen enthalten und nicht nur die gewählten; dann zeigt das Fenster die Karte für eine andere Empfindlichkeit, ohne das Modell noch einmal laufen zu lassen.</translation>
        </message>
        <message>
            <source>Which assets of each item are images, by their keys with commas between them; + between keys makes one image of their bands, as in B04+B03+B02.</source>
            <translation>Welche Assets jedes Items Bilder sind, nach ihren Schlüsseln, durch Kommas getrennt; + zwischen Schlüsseln macht aus ihren Bändern ein Bild, wie in B04+B03+B02.</translation>
        </message>
        <message>
            <source>Which rasters of an item to open: their keys, with commas between them. Keys with + between them are bands of one layer, in this order: B04+B03+B02. It has the pixels of the finest of them. Empty: all but previews, each for itself.</source>
            <translation>Welche Raster eines Items geöffnet werden: ihre Schlüssel, durch Kommas getrennt. Schlüssel mit + dazwischen sind Kanäle eines Layers, in dieser Reihenfolge: B04+B03+B02. Er hat die Pixel des feinsten von ihnen. Leer: alle außer Vorschauen, jedes für sich.</translation>
        </message>
        <message>
            <source>Whole images</source>
            <translation>Ganze Bilder</translation>
        </message>
        <message>
            <source>Whole raster</source>
            <translation>Ganzes Raster</translation>
        </message>
        <message>
            <source>Width of the surroundings</source>
            <translation>Breite der Umgebung</translation>
        </message>
        <message>
            <source>Window size</source>
            <translation>Fenstergröße</translation>
        </message>
        <message>
            <source>Windows</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>Windows GPU (DirectML; ONNX models only)</source>
            <translation>Windows-GPU (DirectML; nur ONNX-Modelle)</translation>
        </message>
        <message>
            <source>Windows per call of the model; empty means 4 on the CPU and what is fastest on a GPU, which is tried.</source>
            <translation>Fenster je Aufruf des Modells; leer heißt: 4 auf der CPU und auf einer GPU so viele, wie am schnellsten sind, was ausprobiert wird.</translation>
        </message>
        <message>
            <source>With one sample point, which tells nothing about its spread: {names}. The intervals take the largest that there can be; add points there.</source>
            <translation>Mit einem Stichprobenpunkt, der nichts über die Streuung sagt: {names}. Die Intervalle nehmen die größtmögliche an; fügen Sie dort Punkte hinzu.</translation>
        </message>
        <message>
            <source>With the expected accuracies the overall accuracy will have a standard error of {error:.4f}, that is ± {half_width:.3f} (95 % confidence).</source>
            <translation>Mit den erwarteten Genauigkeiten wird die Gesamtgenauigkeit einen Standardfehler von {error:.4f} haben, das heißt ± {half_width:.3f} (95 % Konfidenz).</translation>
        </message>
        <message>
            <source>Without a sample point, and so left out: {names}.</source>
            <translation>Ohne Stichprobenpunkt und deshalb weggelassen: {names}.</translation>
        </message>
        <message>
            <source>Without prior correction.</source>
            <translation>Ohne A-priori-Korrektur.</translation>
        </message>
        <message>
            <source>Without validation tiles the best prior correction cannot be found, so the model keeps 0, which finds most.</source>
            <translation>Ohne Validierungskacheln lässt sich die beste Prior-Korrektur nicht finden, daher behält das Modell 0, was am meisten findet.</translation>
        </message>
        <message>
            <source>Work folder</source>
            <translation>Arbeitsordner</translation>
        </message>
        <message>
            <source>Work folder of the project</source>
            <translation>Arbeitsordner des Projekts</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>Es wird geschrieben</translation>
        </message>
        <message>
            <source>Writing overviews</source>
            <translation>Übersichten werden geschrieben</translation>
        </message>
        <message>
            <source>Writing reviewed tiles</source>
            <translation>Beurteilte Kacheln werden geschrieben</translation>
        </message>
        <message>
            <source>Writing the dataset</source>
            <translation>Der Datensatz wird geschrieben</translation>
        </message>
        <message>
            <source>Writing the model</source>
            <translation>Das Modell wird geschrieben</translation>
        </message>
        <message>
            <source>Wrong objects become</source>
            <translation>Falsche Objekte werden zu</translation>
        </message>
        <message>
            <source>YOLO with outlines</source>
            <translation>YOLO mit Umrissen</translation>
        </message>
        <message>
            <source>a box</source>
            <translation>ein Rechteck</translation>
        </message>
        <message>
            <source>a camera model (RPC)</source>
            <translation>ein Kameramodell (RPC)</translation>
        </message>
        <message>
            <source>a colour written as #rrggbb</source>
            <translation>eine Farbe in der Form #rrggbb</translation>
        </message>
        <message>
            <source>a field</source>
            <translation>ein Feld</translation>
        </message>
        <message>
            <source>a file, or choose a layer above</source>
            <translation>eine Datei, oder wählen Sie oben einen Layer</translation>
        </message>
        <message>
            <source>a file, or drop one here</source>
            <translation>eine Datei, oder legen Sie eine hier ab</translation>
        </message>
        <message>
            <source>a finite number</source>
            <translation>eine endliche Zahl</translation>
        </message>
        <message>
            <source>a finite number above {bound:g}</source>
            <translation>eine endliche Zahl über {bound:g}</translation>
        </message>
        <message>
            <source>a finite number of {minimum:g} or more</source>
            <translation>eine endliche Zahl von {minimum:g} oder mehr</translation>
        </message>
        <message>
            <source>a finite number other than 0</source>
            <translation>eine endliche Zahl außer 0</translation>
        </message>
        <message>
            <source>a list</source>
            <translation>eine Liste</translation>
        </message>
        <message numerus="yes">
            <source>a list with {count} entries, one per band</source>
            <translation>
                <numerusform>eine Liste mit {count} Eintrag, einem je Kanal</numerusform>
                <numerusform>eine Liste mit {count} Einträgen, einem je Kanal</numerusform>
            </translation>
        </message>
        <message>
            <source>a list with {least} or more entries</source>
            <translation>eine Liste mit {least} oder mehr Einträgen</translation>
        </message>
        <message>
            <source>a name, or a file elsewhere</source>
            <translation>Name oder andere Datei</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>eine Zahl</translation>
        </message>
        <message>
            <source>a number from 0 to 1</source>
            <translation>eine Zahl von 0 bis 1</translation>
        </message>
        <message>
            <source>a part of it would have to be unpickled, which can run anything</source>
            <translation>ein Teil davon entpickelt werden müsste, was alles ausführen kann</translation>
        </message>
        <message>
            <source>a polygon</source>
            <translation>ein Polygon</translation>
        </message>
        <message>
            <source>a raster</source>
            <translation>ein Raster</translation>
        </message>
        <message>
            <source>a tensor of it would have to be unpickled, which can run anything</source>
            <translation>ein Tensor davon entpickelt werden müsste, was alles ausführen kann</translation>
        </message>
        <message>
            <source>a text</source>
            <translation>ein Text</translation>
        </message>
        <message>
            <source>a whole number from {minimum} to {maximum}</source>
            <translation>eine ganze Zahl von {minimum} bis {maximum}</translation>
        </message>
        <message>
            <source>about {amount}</source>
            <translation>etwa {amount}</translation>
        </message>
        <message>
            <source>about {download} to download, about {disk} on the disk</source>
            <translation>etwa {download} zum Herunterladen, etwa {disk} auf der Platte</translation>
        </message>
        <message>
            <source>about {n} h left</source>
            <translation>noch etwa {n} h</translation>
        </message>
        <message>
            <source>about {n} min left</source>
            <translation>noch etwa {n} min</translation>
        </message>
        <message>
            <source>about {n} s left</source>
            <translation>noch etwa {n} s</translation>
        </message>
        <message>
            <source>accuracy</source>
            <translation>Genauigkeit</translation>
        </message>
        <message>
            <source>active learning</source>
            <translation>aktives Lernen</translation>
        </message>
        <message>
            <source>add these colours to the table (with the value {ignore} if they mean no class), or raise Colour tolerance ({tolerance:g})</source>
            <translation>tragen Sie diese Farben in die Tabelle ein (mit dem Wert {ignore}, wenn sie keine Klasse bedeuten), oder erhöhen Sie die „Farbtoleranz“ ({tolerance:g})</translation>
        </message>
        <message>
            <source>aerial</source>
            <translation>Luftbild</translation>
        </message>
        <message>
            <source>after</source>
            <translation>nachher</translation>
        </message>
        <message>
            <source>agreement</source>
            <translation>Übereinstimmung</translation>
        </message>
        <message>
            <source>all of that, training and torch models</source>
            <translation>all das, dazu Training und Torch-Modelle</translation>
        </message>
        <message>
            <source>all of that, work handed to a Dask cluster, and STAC catalogues watched from a terminal</source>
            <translation>all das, Arbeit an einen Dask-Cluster geben und STAC-Kataloge vom Terminal aus beobachten</translation>
        </message>
        <message>
            <source>all tiles with it there overlap tiles of another split and were left out; lower Overlap</source>
            <translation>alle Kacheln damit überlappen dort Kacheln eines anderen Teils und wurden ausgelassen; verringern Sie die Überlappung</translation>
        </message>
        <message>
            <source>and</source>
            <translation>und</translation>
        </message>
        <message>
            <source>annotation</source>
            <translation>Annotierung</translation>
        </message>
        <message>
            <source>another class</source>
            <translation>andere Klasse</translation>
        </message>
        <message>
            <source>another class (say which in the note)</source>
            <translation>andere Klasse (welche, in der Notiz)</translation>
        </message>
        <message>
            <source>any</source>
            <translation>beliebig</translation>
        </message>
        <message>
            <source>area</source>
            <translation>Fläche</translation>
        </message>
        <message>
            <source>area estimation</source>
            <translation>Flächenschätzung</translation>
        </message>
        <message>
            <source>as many as the raster has</source>
            <translation>so viele, wie das Raster hat</translation>
        </message>
        <message>
            <source>augmentation</source>
            <translation>Augmentierung</translation>
        </message>
        <message>
            <source>balance</source>
            <translation>Ausgleich</translation>
        </message>
        <message>
            <source>bands</source>
            <translation>Kanäle</translation>
        </message>
        <message>
            <source>bands of the model</source>
            <translation>Kanäle des Modells</translation>
        </message>
        <message>
            <source>basemap</source>
            <translation>Hintergrundkarte</translation>
        </message>
        <message>
            <source>batch</source>
            <translation>Stapel</translation>
        </message>
        <message>
            <source>before</source>
            <translation>vorher</translation>
        </message>
        <message>
            <source>benchmark</source>
            <translation>Leistungsvergleich</translation>
        </message>
        <message>
            <source>best possible</source>
            <translation>bestmöglich</translation>
        </message>
        <message>
            <source>best possible: no repeats within these limits can go below</source>
            <translation>bestmöglich: Keine Wiederholungen innerhalb dieser Grenzen kommen darunter</translation>
        </message>
        <message>
            <source>catalogue</source>
            <translation>Katalog</translation>
        </message>
        <message>
            <source>change</source>
            <translation>Veränderung</translation>
        </message>
        <message>
            <source>change your files</source>
            <translation>Ihre Dateien ändern</translation>
        </message>
        <message>
            <source>chesapeake</source>
            <translation>chesapeake</translation>
        </message>
        <message>
            <source>chips</source>
            <translation>Bildausschnitte</translation>
        </message>
        <message>
            <source>choose a layer</source>
            <translation>Layer wählen</translation>
        </message>
        <message>
            <source>choose a smaller Model, or close other programs</source>
            <translation>wählen Sie ein kleineres Modell, oder schließen Sie andere Programme</translation>
        </message>
        <message>
            <source>choose auto</source>
            <translation>wählen Sie auto</translation>
        </message>
        <message>
            <source>class {value}</source>
            <translation>Klasse {value}</translation>
        </message>
        <message>
            <source>classes</source>
            <translation>Klassen</translation>
        </message>
        <message>
            <source>close other programs</source>
            <translation>schließen Sie andere Programme</translation>
        </message>
        <message>
            <source>cloud</source>
            <translation>Cloud</translation>
        </message>
        <message>
            <source>cog</source>
            <translation>cog</translation>
        </message>
        <message>
            <source>confusion matrix</source>
            <translation>Konfusionsmatrix</translation>
        </message>
        <message>
            <source>copy-paste</source>
            <translation>Kopieren und Einfügen</translation>
        </message>
        <message>
            <source>corrections</source>
            <translation>Korrekturen</translation>
        </message>
        <message>
            <source>cross-validation</source>
            <translation>Kreuzvalidierung</translation>
        </message>
        <message>
            <source>crosstab</source>
            <translation>Kreuztabelle</translation>
        </message>
        <message>
            <source>datasets, balancing, mapping with ONNX models, evaluation</source>
            <translation>Datensätze, Ausgleich, Kartieren mit ONNX-Modellen, Bewertung</translation>
        </message>
        <message>
            <source>deep learning</source>
            <translation>Deep Learning</translation>
        </message>
        <message>
            <source>deepness</source>
            <translation>deepness</translation>
        </message>
        <message>
            <source>diao</source>
            <translation>diao</translation>
        </message>
        <message>
            <source>difference</source>
            <translation>Unterschied</translation>
        </message>
        <message>
            <source>different values</source>
            <translation>aus verschiedenen Werten</translation>
        </message>
        <message>
            <source>distance from the best possible</source>
            <translation>Abstand zum Bestmöglichen</translation>
        </message>
        <message>
            <source>done</source>
            <translation>fertig</translation>
        </message>
        <message>
            <source>download</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <source>empty or one share per class ({count})</source>
            <translation>leer oder ein Anteil je Klasse ({count})</translation>
        </message>
        <message>
            <source>empty: a new map</source>
            <translation>leer: eine neue Karte</translation>
        </message>
        <message>
            <source>empty: every raster is an image</source>
            <translation>leer: jedes Raster ist ein Bild</translation>
        </message>
        <message>
            <source>empty: the private environment below</source>
            <translation>leer: die eigene Umgebung unten</translation>
        </message>
        <message>
            <source>empty: the work folder</source>
            <translation>leer: der Arbeitsordner</translation>
        </message>
        <message>
            <source>en</source>
            <translation>de</translation>
        </message>
        <message>
            <source>epoch of the model</source>
            <translation>Epoche des Modells</translation>
        </message>
        <message>
            <source>epoch {best}, the best of {done}</source>
            <translation>Epoche {best}, die beste von {done}</translation>
        </message>
        <message>
            <source>epoch {best}, the best of {done}; stopped before the {planned} that were planned</source>
            <translation>Epoche {best}, die beste von {done}; angehalten vor den geplanten {planned}</translation>
        </message>
        <message>
            <source>epoch {n}</source>
            <translation>Epoche {n}</translation>
        </message>
        <message>
            <source>even</source>
            <translation>gleichmäßig</translation>
        </message>
        <message>
            <source>every choice that was found takes a class away from train; label more of it elsewhere</source>
            <translation>jede gefundene Wahl nimmt train eine Klasse; erfassen Sie anderswo mehr davon</translation>
        </message>
        <message>
            <source>exit code {number}</source>
            <translation>Exit-Code {number}</translation>
        </message>
        <message>
            <source>feedback</source>
            <translation>Rückmeldung</translation>
        </message>
        <message>
            <source>fewer false alarms</source>
            <translation>weniger Fehlalarme</translation>
        </message>
        <message>
            <source>file {name}</source>
            <translation>Datei {name}</translation>
        </message>
        <message>
            <source>fine-tuning</source>
            <translation>Feinabstimmung</translation>
        </message>
        <message>
            <source>folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>folder or https://…</source>
            <translation>Ordner oder https://…</translation>
        </message>
        <message>
            <source>from equal shares</source>
            <translation>gegenüber gleichen Anteilen</translation>
        </message>
        <message>
            <source>from the target</source>
            <translation>gegenüber dem Ziel</translation>
        </message>
        <message>
            <source>give fewer Images, or select fewer polygons</source>
            <translation>geben Sie weniger Bilder an, oder wählen Sie weniger Polygone aus</translation>
        </message>
        <message>
            <source>ground control points</source>
            <translation>Passpunkte</translation>
        </message>
        <message>
            <source>ground where such objects do not stand</source>
            <translation>Flächen, auf denen solche Objekte nicht stehen</translation>
        </message>
        <message>
            <source>histogram</source>
            <translation>Histogramm</translation>
        </message>
        <message>
            <source>imbalance</source>
            <translation>Ungleichgewicht</translation>
        </message>
        <message>
            <source>imbalance {before:imbalance} before and {after:imbalance} after (0 = as wanted), distance from equal shares {even_before:imbalance} and {even_after:imbalance}</source>
            <translation>Ungleichgewicht {before:imbalance} vorher und {after:imbalance} nachher (0 = wie gewünscht), Abstand von gleichen Anteilen {even_before:imbalance} und {even_after:imbalance}</translation>
        </message>
        <message>
            <source>implausible surroundings</source>
            <translation>unplausibler Umgebung</translation>
        </message>
        <message>
            <source>import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>in all: imbalance + {evenness:g} × concentration on few tiles</source>
            <translation>zusammen: Ungleichgewicht + {evenness:g} × Häufung auf wenigen Kacheln</translation>
        </message>
        <message>
            <source>in no version</source>
            <translation>in keiner Version</translation>
        </message>
        <message>
            <source>inference</source>
            <translation>Inferenz</translation>
        </message>
        <message>
            <source>install {package} into the engine's environment or choose auto</source>
            <translation>installieren Sie {package} in die Umgebung der Engine, oder wählen Sie auto</translation>
        </message>
        <message>
            <source>iou</source>
            <translation>iou</translation>
        </message>
        <message>
            <source>it</source>
            <translation>der Wert</translation>
        </message>
        <message>
            <source>it answers with {kind} instead of a picture</source>
            <translation>er antwortet mit {kind} statt mit einem Bild</translation>
        </message>
        <message>
            <source>it did not answer within {seconds} seconds; update its driver, or choose the CPU.</source>
            <translation>es hat {seconds} Sekunden lang nicht geantwortet; aktualisieren Sie seinen Treiber oder wählen Sie die CPU.</translation>
        </message>
        <message>
            <source>it has {now} bytes instead of {before}</source>
            <translation>sie hat {now} statt {before} Bytes</translation>
        </message>
        <message>
            <source>it holds {part} twice</source>
            <translation>es {part} zweimal enthält</translation>
        </message>
        <message>
            <source>it is gone</source>
            <translation>sie ist weg</translation>
        </message>
        <message>
            <source>it is not an ordinary file</source>
            <translation>sie ist keine gewöhnliche Datei</translation>
        </message>
        <message>
            <source>it was saved by an older torch, whose files hold pickles, and these can run anything</source>
            <translation>es von einem älteren torch gespeichert wurde, dessen Dateien Pickles enthalten, und die können alles ausführen</translation>
        </message>
        <message>
            <source>its content is another</source>
            <translation>ihr Inhalt ist ein anderer</translation>
        </message>
        <message>
            <source>its graph says {text!r}, which is none of the operations and sizes of a network</source>
            <translation>sein Graph {text!r} sagt, was keine der Operationen und Größen eines Netzes ist</translation>
        </message>
        <message>
            <source>its lock file does not say which</source>
            <translation>welcher, sagt seine Sperrdatei nicht</translation>
        </message>
        <message>
            <source>its part {part} is code or would have to be unpickled, which can run anything</source>
            <translation>sein Teil {part} Code ist oder entpickelt werden müsste, was alles ausführen kann</translation>
        </message>
        <message>
            <source>its results differ from the CPU's ({difference:.2g} of the largest value, allowed {allowed:.2g}); update its driver, or choose the CPU.</source>
            <translation>seine Ergebnisse weichen von denen der CPU ab (um {difference:.2g} des größten Werts, erlaubt {allowed:.2g}); aktualisieren Sie seinen Treiber oder wählen Sie die CPU.</translation>
        </message>
        <message>
            <source>its server has failed to give it in {tries} looks in a row, so it is tried again when server or catalogue has another version of it. {reason}</source>
            <translation>der Server hat es bei {tries} Durchgängen nacheinander nicht geliefert; es wird wieder versucht, sobald Server oder Katalog eine andere Fassung davon haben. {reason}</translation>
        </message>
        <message>
            <source>json</source>
            <translation>json</translation>
        </message>
        <message>
            <source>kappa</source>
            <translation>Kappa</translation>
        </message>
        <message>
            <source>labels</source>
            <translation>Klassenangaben</translation>
        </message>
        <message>
            <source>land cover</source>
            <translation>Landbedeckung</translation>
        </message>
        <message>
            <source>land cover change</source>
            <translation>Landbedeckungsänderung</translation>
        </message>
        <message>
            <source>limit the ground by Area, or close other programs</source>
            <translation>begrenzen Sie die Fläche durch „Gebiet“, oder schließen Sie andere Programme</translation>
        </message>
        <message>
            <source>limit the ground by Area, or lower Number of points</source>
            <translation>begrenzen Sie den Boden durch ein Gebiet, oder setzen Sie die Zahl der Punkte herab</translation>
        </message>
        <message>
            <source>line</source>
            <translation>Linie</translation>
        </message>
        <message>
            <source>loose end</source>
            <translation>losem Ende</translation>
        </message>
        <message>
            <source>loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <source>lower Batch size or Crop size, or choose a smaller Encoder</source>
            <translation>verringern Sie „Stapelgröße“ oder „Ausschnittgröße“, oder wählen Sie einen kleineren Encoder</translation>
        </message>
        <message>
            <source>lower Largest object used or Width of the surroundings, name fewer Classes, or restrict Tile dataset to fewer tiles by a filter</source>
            <translation>verringern Sie „Größtes Objekt, das verwendet wird“ oder „Breite der Umgebung“, nennen Sie weniger Klassen, oder beschränken Sie den Kacheldatensatz durch einen Filter auf weniger Kacheln</translation>
        </message>
        <message>
            <source>lower Tile size, or divide Folder into several and import each</source>
            <translation>verringern Sie die „Kachelgröße“, oder teilen Sie den Ordner in mehrere auf und importieren Sie jeden</translation>
        </message>
        <message>
            <source>lower Tile size, or limit the ground by Area or Extent and make several datasets</source>
            <translation>verringern Sie die „Kachelgröße“, oder begrenzen Sie die Fläche durch „Gebiet“ oder „Ausdehnung“ und machen Sie mehrere Datensätze</translation>
        </message>
        <message>
            <source>lower Window size or Batch size, or choose another Device</source>
            <translation>verringern Sie „Fenstergröße“ oder „Stapelgröße“, oder wählen Sie ein anderes Gerät</translation>
        </message>
        <message>
            <source>m</source>
            <translation>m</translation>
        </message>
        <message>
            <source>made</source>
            <translation>erstellt</translation>
        </message>
        <message>
            <source>masks</source>
            <translation>Masken</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>mean IoU {miou}, macro F1 {f1} ({where})</source>
            <translation>mittlere IoU {miou}, Makro-F1 {f1} ({where})</translation>
        </message>
        <message>
            <source>mean IoU {miou}, macro F1 {f1} ({where}, at its best sensitivity)</source>
            <translation>mittlere IoU {miou}, Makro-F1 {f1} ({where}, bei der besten Empfindlichkeit)</translation>
        </message>
        <message>
            <source>mean IoU {miou}, macro F1 {f1} on the test tiles</source>
            <translation>mittlere IoU {miou}, Makro-F1 {f1} auf den Testkacheln</translation>
        </message>
        <message>
            <source>mean over the classes</source>
            <translation>Mittel über die Klassen</translation>
        </message>
        <message>
            <source>metadata</source>
            <translation>Metadaten</translation>
        </message>
        <message>
            <source>model {name}</source>
            <translation>Modell {name}</translation>
        </message>
        <message>
            <source>monitoring</source>
            <translation>Monitoring</translation>
        </message>
        <message>
            <source>more rare objects</source>
            <translation>mehr seltene Objekte</translation>
        </message>
        <message>
            <source>name fewer Classes, or raise Smallest polygon kept</source>
            <translation>nennen Sie weniger Klassen, oder erhöhen Sie „Kleinstes Polygon, das bleibt“</translation>
        </message>
        <message>
            <source>names with values</source>
            <translation>Namen mit Werten</translation>
        </message>
        <message>
            <source>neural network</source>
            <translation>neuronales Netz</translation>
        </message>
        <message>
            <source>new imagery</source>
            <translation>neue Bilder</translation>
        </message>
        <message>
            <source>neyman</source>
            <translation>Neyman-Allokation</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>no CRS</source>
            <translation>kein KBS</translation>
        </message>
        <message>
            <source>no Python that can be started was found</source>
            <translation>kein Python gefunden, das sich starten lässt</translation>
        </message>
        <message>
            <source>no class</source>
            <translation>keiner Klasse</translation>
        </message>
        <message>
            <source>no field</source>
            <translation>kein Feld</translation>
        </message>
        <message>
            <source>no free room</source>
            <translation>zu wenig freiem Platz</translation>
        </message>
        <message>
            <source>no outline</source>
            <translation>kein Umriss</translation>
        </message>
        <message>
            <source>no reason was given</source>
            <translation>ein Grund wurde nicht genannt</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>none (the download failed)</source>
            <translation>keine (das Herunterladen ist gescheitert)</translation>
        </message>
        <message>
            <source>normalisation</source>
            <translation>Normalisierung</translation>
        </message>
        <message>
            <source>not judged yet</source>
            <translation>noch nicht beurteilt</translation>
        </message>
        <message>
            <source>not kept: choose a folder to keep them</source>
            <translation>nicht behalten: wählen Sie einen Ordner, um sie zu behalten</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <source>not looked at</source>
            <translation>nicht angesehen</translation>
        </message>
        <message>
            <source>not set up</source>
            <translation>nicht eingerichtet</translation>
        </message>
        <message>
            <source>not whole; set it up again</source>
            <translation>nicht vollständig; richten Sie sie neu ein</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <source>nothing at all</source>
            <translation>gar keine</translation>
        </message>
        <message>
            <source>nothing yet</source>
            <translation>noch nichts</translation>
        </message>
        <message>
            <source>now</source>
            <translation>jetzt</translation>
        </message>
        <message>
            <source>now {name}</source>
            <translation>jetzt {name}</translation>
        </message>
        <message>
            <source>object {number}</source>
            <translation>Objekt {number}</translation>
        </message>
        <message>
            <source>objects</source>
            <translation>Objekte</translation>
        </message>
        <message>
            <source>of training tiles</source>
            <translation>der Trainingskacheln</translation>
        </message>
        <message>
            <source>olofsson</source>
            <translation>olofsson</translation>
        </message>
        <message>
            <source>one block only holds it, and train needs that; label more of it elsewhere</source>
            <translation>nur ein Block enthält sie, und den braucht train; erfassen Sie anderswo mehr davon</translation>
        </message>
        <message>
            <source>one image only holds it, and train needs that; label more of it elsewhere</source>
            <translation>nur ein Bild enthält sie, und das braucht train; erfassen Sie anderswo mehr davon</translation>
        </message>
        <message>
            <source>one of {values:or}</source>
            <translation>eines von {values:or}</translation>
        </message>
        <message>
            <source>one without a code</source>
            <translation>eines ohne Code</translation>
        </message>
        <message>
            <source>onnx</source>
            <translation>onnx</translation>
        </message>
        <message>
            <source>openearthmap</source>
            <translation>openearthmap</translation>
        </message>
        <message>
            <source>or</source>
            <translation>oder</translation>
        </message>
        <message>
            <source>oversampling</source>
            <translation>Überabtastung</translation>
        </message>
        <message>
            <source>pixel size</source>
            <translation>Pixelgröße</translation>
        </message>
        <message>
            <source>pixels</source>
            <translation>Pixel</translation>
        </message>
        <message>
            <source>pixels as they are</source>
            <translation>Pixel, wie sie sind</translation>
        </message>
        <message>
            <source>pixels divided by 255</source>
            <translation>Pixel, geteilt durch 255</translation>
        </message>
        <message>
            <source>polygonize</source>
            <translation>polygonisieren</translation>
        </message>
        <message>
            <source>prediction</source>
            <translation>Vorhersage</translation>
        </message>
        <message>
            <source>prior correction</source>
            <translation>A-priori-Korrektur</translation>
        </message>
        <message>
            <source>process {process} on {host}, since {since}</source>
            <translation>Prozess {process} auf {host}, seit {since}</translation>
        </message>
        <message>
            <source>px</source>
            <translation>px</translation>
        </message>
        <message>
            <source>random points</source>
            <translation>Zufallspunkte</translation>
        </message>
        <message>
            <source>rare</source>
            <translation>selten</translation>
        </message>
        <message>
            <source>rare classes</source>
            <translation>seltene Klassen</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>bereit</translation>
        </message>
        <message>
            <source>restrict Tile dataset to fewer tiles by a filter, or close other programs</source>
            <translation>beschränken Sie den Kacheldatensatz durch einen Filter auf weniger Kacheln, oder schließen Sie andere Programme</translation>
        </message>
        <message>
            <source>review</source>
            <translation>Beurteilung</translation>
        </message>
        <message>
            <source>right</source>
            <translation>richtig</translation>
        </message>
        <message>
            <source>row {number}</source>
            <translation>Zeile {number}</translation>
        </message>
        <message>
            <source>runs all algorithms</source>
            <translation>führt alle Algorithmen aus</translation>
        </message>
        <message>
            <source>runs all but training and torch models</source>
            <translation>führt alles außer Training und Torch-Modellen aus</translation>
        </message>
        <message>
            <source>satellite</source>
            <translation>Satellit</translation>
        </message>
        <message>
            <source>segmentation</source>
            <translation>Segmentierung</translation>
        </message>
        <message numerus="yes">
            <source>shown {n} times in all</source>
            <translation>
                <numerusform>insgesamt {n}-mal gezeigt</numerusform>
                <numerusform>insgesamt {n}-mal gezeigt</numerusform>
            </translation>
        </message>
        <message>
            <source>signal {number}</source>
            <translation>Signal {number}</translation>
        </message>
        <message>
            <source>size of the pixels</source>
            <translation>Größe der Pixel</translation>
        </message>
        <message>
            <source>split</source>
            <translation>Aufteilung</translation>
        </message>
        <message>
            <source>stac</source>
            <translation>stac</translation>
        </message>
        <message>
            <source>standardised (mean, deviation)</source>
            <translation>standardisiert (Mittelwert, Abweichung)</translation>
        </message>
        <message>
            <source>statistics</source>
            <translation>Statistik</translation>
        </message>
        <message>
            <source>stratified</source>
            <translation>stratifiziert</translation>
        </message>
        <message>
            <source>synthetic</source>
            <translation>synthetisch</translation>
        </message>
        <message>
            <source>target</source>
            <translation>Ziel</translation>
        </message>
        <message>
            <source>target {value}</source>
            <translation>Ziel {value}</translation>
        </message>
        <message>
            <source>test tiles</source>
            <translation>Testkacheln</translation>
        </message>
        <message>
            <source>the first run asks for it</source>
            <translation>der erste Lauf fragt danach</translation>
        </message>
        <message>
            <source>the masks in {folder}</source>
            <translation>den Masken in {folder}</translation>
        </message>
        <message>
            <source>the test could not be run ({reason}); set the engine up again.</source>
            <translation>die Prüfung ließ sich nicht ausführen ({reason}); richten Sie die Engine neu ein.</translation>
        </message>
        <message>
            <source>there</source>
            <translation>vorhanden</translation>
        </message>
        <message>
            <source>thing</source>
            <translation>Ding</translation>
        </message>
        <message>
            <source>tile {number}</source>
            <translation>Kachel {number}</translation>
        </message>
        <message>
            <source>tiles</source>
            <translation>Kacheln</translation>
        </message>
        <message>
            <source>tiles before and after</source>
            <translation>Kacheln vorher und nachher</translation>
        </message>
        <message>
            <source>time series</source>
            <translation>Zeitreihe</translation>
        </message>
        <message>
            <source>torch finds no NVIDIA GPU with a working driver</source>
            <translation>torch findet keine NVIDIA-GPU mit einem Treiber, der läuft</translation>
        </message>
        <message>
            <source>torch {version} was built without support for an NVIDIA GPU</source>
            <translation>torch {version} wurde ohne Unterstützung für NVIDIA-GPUs gebaut</translation>
        </message>
        <message>
            <source>torchscript</source>
            <translation>torchscript</translation>
        </message>
        <message>
            <source>training</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>training data</source>
            <translation>Trainingsdaten</translation>
        </message>
        <message>
            <source>training runs on the CPU</source>
            <translation>trainiert wird auf der CPU</translation>
        </message>
        <message>
            <source>training tiles</source>
            <translation>Trainingskacheln</translation>
        </message>
        <message>
            <source>transition</source>
            <translation>Übergang</translation>
        </message>
        <message>
            <source>u-net</source>
            <translation>u-net</translation>
        </message>
        <message>
            <source>unchanged</source>
            <translation>unverändert</translation>
        </message>
        <message>
            <source>unknown format</source>
            <translation>unbekanntes Format</translation>
        </message>
        <message>
            <source>unsure</source>
            <translation>unsicher</translation>
        </message>
        <message>
            <source>use the network</source>
            <translation>das Netz benutzen</translation>
        </message>
        <message>
            <source>use the network, since an input lies there</source>
            <translation>das Netz benutzen, da eine Eingabe dort liegt</translation>
        </message>
        <message>
            <source>uv cannot be had here; install it (pip install uv), or check the network connection, then try again.</source>
            <translation>uv ist hier nicht zu bekommen; installieren Sie es (pip install uv) oder prüfen Sie die Netzverbindung und versuchen Sie es dann noch einmal.</translation>
        </message>
        <message>
            <source>uv failed, so pip goes on: {reason}</source>
            <translation>uv ist gescheitert, pip macht weiter: {reason}</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>Validierung</translation>
        </message>
        <message>
            <source>validation tiles</source>
            <translation>Validierungskacheln</translation>
        </message>
        <message>
            <source>vectorize</source>
            <translation>vektorisieren</translation>
        </message>
        <message>
            <source>web map</source>
            <translation>Webkarte</translation>
        </message>
        <message>
            <source>window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>wms</source>
            <translation>wms</translation>
        </message>
        <message>
            <source>wmts</source>
            <translation>wmts</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>falsch</translation>
        </message>
        <message>
            <source>xyz</source>
            <translation>xyz</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>{address} does not answer ({reason}); look whether it can be reached, then run this again.</source>
            <translation>{address} antwortet nicht ({reason}); prüfen Sie, ob die Adresse erreichbar ist, und starten Sie erneut.</translation>
        </message>
        <message>
            <source>{architecture} with {encoder}: {weights:,} weights, started from {origin}.</source>
            <translation>{architecture} mit {encoder}: {weights:,} Gewichte, ausgehend von {origin}.</translation>
        </message>
        <message>
            <source>{area:g} m²</source>
            <translation>{area:g} m²</translation>
        </message>
        <message>
            <source>{audit} Pasted pixels on ground where such objects do not stand: {collisions}; things and lines cut: {cut}.</source>
            <translation>{audit} Eingefügte Pixel auf Flächen, auf denen solche Objekte nicht stehen: {collisions}; zerschnittene Dinge und Linien: {cut}.</translation>
        </message>
        <message>
            <source>{before} → {after} {share:share}</source>
            <translation>{before} → {after} {share:share}</translation>
        </message>
        <message>
            <source>{best}, the best of {done}</source>
            <translation>{best}, die beste von {done}</translation>
        </message>
        <message>
            <source>{capability} is not the compute capability of an NVIDIA card; give it as nvidia-smi writes it there, such as --capability 8.6.</source>
            <translation>{capability} ist keine Compute Capability einer NVIDIA-Karte; geben Sie sie an, wie nvidia-smi sie dort schreibt, etwa --capability 8.6.</translation>
        </message>
        <message>
            <source>{color} {pixels:,}</source>
            <translation>{color} {pixels:,}</translation>
        </message>
        <message>
            <source>{columns} x {rows} pixels are asked for, more than the {most} of Most pixels (MAX_PIXELS); choose a smaller extent, a larger pixel size, or allow more.</source>
            <translation>{columns} x {rows} Pixel sind verlangt, mehr als die {most}, die erlaubt sind (MAX_PIXELS); wählen Sie eine kleinere Ausdehnung oder eine größere Pixelgröße, oder erlauben Sie mehr.</translation>
        </message>
        <message>
            <source>{columns} x {rows} pixels of {size} m in {crs}. You are responsible for what the provider's terms of use allow.</source>
            <translation>{columns} x {rows} Pixel von {size} m in {crs}. Sie sind dafür verantwortlich, was die Nutzungsbedingungen des Anbieters erlauben.</translation>
        </message>
        <message>
            <source>{confidence} does not lie on the pixel grid of {labels}; choose the confidence raster of the same run.</source>
            <translation>{confidence} liegt nicht auf dem Pixelgitter von {labels}; wählen Sie das Konfidenzraster desselben Laufs.</translation>
        </message>
        <message numerus="yes">
            <source>{copies} repeats of {repeated} of {tiles} training tiles; {imbalance}; best possible {floor:imbalance}.</source>
            <translation>
                <numerusform>{copies} Wiederholung von {repeated} von {tiles} Trainingskacheln; {imbalance}; bestmöglich {floor:imbalance}.</numerusform>
                <numerusform>{copies} Wiederholungen von {repeated} von {tiles} Trainingskacheln; {imbalance}; bestmöglich {floor:imbalance}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{copies} repeats, imbalance {imbalance:imbalance}</source>
            <translation>
                <numerusform>{copies} Wiederholung, Ungleichgewicht {imbalance:imbalance}</numerusform>
                <numerusform>{copies} Wiederholungen, Ungleichgewicht {imbalance:imbalance}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count:,} more colours</source>
            <translation>
                <numerusform>{count:,} weitere Farbe</numerusform>
                <numerusform>{count:,} weitere Farben</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count:,} objects smaller than {smallest} are left out; set {label} to 0 to keep them.</source>
            <translation>
                <numerusform>{count:,} Objekt, das kleiner als {smallest} ist, wurde weggelassen; mit {label} 0 bleibt es.</numerusform>
                <numerusform>{count:,} Objekte, die kleiner als {smallest} sind, wurden weggelassen; mit {label} 0 bleiben sie.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count:,} pixels compared: mIoU {miou:.3f}, macro F1 {macro_f1:.3f}, overall accuracy {overall_accuracy:.3f}, kappa {kappa:.3f}.</source>
            <translation>
                <numerusform>{count:,} Pixel verglichen: mIoU {miou:.3f}, Makro-F1 {macro_f1:.3f}, Gesamtgenauigkeit {overall_accuracy:.3f}, Kappa {kappa:.3f}.</numerusform>
                <numerusform>{count:,} Pixel verglichen: mIoU {miou:.3f}, Makro-F1 {macro_f1:.3f}, Gesamtgenauigkeit {overall_accuracy:.3f}, Kappa {kappa:.3f}.</numerusform>
            </translation>
        </message>
        <message>
            <source>{count:,} sample points compared, weighted by the mapped area of each class: mIoU {miou:.3f}, macro F1 {macro_f1:.3f}, overall accuracy {overall_accuracy:.3f}, kappa {kappa:.3f}.</source>
            <translation>{count:,} Stichprobenpunkte verglichen, gewichtet mit der kartierten Fläche jeder Klasse: mIoU {miou:.3f}, Makro-F1 {macro_f1:.3f}, Gesamtgenauigkeit {overall_accuracy:.3f}, Kappa {kappa:.3f}.</translation>
        </message>
        <message>
            <source>{count} blocks only hold it, and the other splits need these; label more of it elsewhere</source>
            <translation>nur {count} Blöcke enthalten sie, und die brauchen die anderen Teile; erfassen Sie anderswo mehr davon</translation>
        </message>
        <message numerus="yes">
            <source>{count} epochs in {minutes:.1f} minutes on {device}; the model is that of epoch {best}: mean IoU {miou:.3f}, macro F1 {f1:.3f}, overall accuracy {accuracy:.3f} on the {tiles}.</source>
            <translation>
                <numerusform>{count} Epoche in {minutes:.1f} Minuten auf {device}; das Modell ist das der Epoche {best}: mittlere IoU {miou:.3f}, Makro-F1 {f1:.3f}, Gesamtgenauigkeit {accuracy:.3f} auf den {tiles}.</numerusform>
                <numerusform>{count} Epochen in {minutes:.1f} Minuten auf {device}; das Modell ist das der Epoche {best}: mittlere IoU {miou:.3f}, Makro-F1 {f1:.3f}, Gesamtgenauigkeit {accuracy:.3f} auf den {tiles}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} features of {path} are points or lines and are left out.</source>
            <translation>
                <numerusform>{count} Objekt von {path} ist ein Punkt oder eine Linie und bleibt weg.</numerusform>
                <numerusform>{count} Objekte von {path} sind Punkte oder Linien und bleiben weg.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} files have no partner and are left out, the first is {first}.</source>
            <translation>
                <numerusform>{count} Datei hat kein Gegenstück und bleibt weg: {first}.</numerusform>
                <numerusform>{count} Dateien haben kein Gegenstück und bleiben weg, die erste ist {first}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} folds of the training tiles</source>
            <translation>
                <numerusform>{count} Teil der Trainingskacheln</numerusform>
                <numerusform>{count} Teile der Trainingskacheln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} images are brought to the bands, scale, offset and nodata of {reference}, the first is {path}.</source>
            <translation>
                <numerusform>{count} Bild wird auf Kanäle, Skalierung, Versatz und Nodata von {reference} gebracht: {path}.</numerusform>
                <numerusform>{count} Bilder werden auf Kanäle, Skalierung, Versatz und Nodata von {reference} gebracht, das erste ist {path}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} images are in {path} already and are not added again, the first is {first}; use Learn from corrections for more labels on them.</source>
            <translation>
                <numerusform>{count} Bild ist schon in {path} und kommt nicht noch einmal hinzu: {first}; für weitere Labels darauf nehmen Sie Aus Korrekturen lernen.</numerusform>
                <numerusform>{count} Bilder sind schon in {path} und kommen nicht noch einmal hinzu, das erste ist {first}; für weitere Labels darauf nehmen Sie Aus Korrekturen lernen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} images have pixels with the value {value:g} that look like no data, and no nodata value says so, the first is {path}; if they are none, set Nodata value to it.</source>
            <translation>
                <numerusform>{count} Bild hat Pixel mit dem Wert {value:g}, die nach fehlenden Daten aussehen, ohne dass ein Nodata-Wert das sagt: {path}; wenn es keine sind, tragen Sie ihn als Nodata-Wert ein.</numerusform>
                <numerusform>{count} Bilder haben Pixel mit dem Wert {value:g}, die nach fehlenden Daten aussehen, ohne dass ein Nodata-Wert das sagt, das erste ist {path}; wenn es keine sind, tragen Sie ihn als Nodata-Wert ein.</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} images only hold it, and the other splits need these; label more of it elsewhere</source>
            <translation>nur {count} Bilder enthalten sie, und die brauchen die anderen Teile; erfassen Sie anderswo mehr davon</translation>
        </message>
        <message numerus="yes">
            <source>{count} images stand in no split list and are left out.</source>
            <translation>
                <numerusform>{count} Bild steht in keiner Liste der Aufteilung und bleibt weg.</numerusform>
                <numerusform>{count} Bilder stehen in keiner Liste der Aufteilung und bleiben weg.</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} images, the first is {first}, have no place, so no label can be matched; use Import image and mask folder, which pairs files by name.</source>
            <translation>{count} Bilder, das erste ist {first}, haben keine Lage, daher lässt sich keine Klassenangabe zuordnen; nehmen Sie „Ordner mit Bildern und Masken importieren“, das Dateien nach Namen paart.</translation>
        </message>
        <message numerus="yes">
            <source>{count} images, the first is {path}, declare a scale or an offset where {reference} does not, or the other way round, so the values are taken as they are; check that they mean the same.</source>
            <translation>
                <numerusform>{count} Bild, {path}, gibt Skalierung oder Versatz an, {reference} aber nicht, oder umgekehrt, daher gelten die Werte, wie sie sind; prüfen Sie, ob sie dasselbe bedeuten.</numerusform>
                <numerusform>{count} Bilder, das erste ist {path}, geben Skalierung oder Versatz an, {reference} aber nicht, oder umgekehrt, daher gelten die Werte, wie sie sind; prüfen Sie, ob sie dasselbe bedeuten.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} judged polygons cover no valid pixel of the imagery and are left out; draw them larger.</source>
            <translation>
                <numerusform>{count} beurteiltes Polygon deckt kein gültiges Pixel der Bilder ab und wird ausgelassen; zeichnen Sie es größer.</numerusform>
                <numerusform>{count} beurteilte Polygone decken kein gültiges Pixel der Bilder ab und werden ausgelassen; zeichnen Sie sie größer.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} judged polygons have no class and are left out; fill their Class field.</source>
            <translation>
                <numerusform>{count} beurteiltes Polygon hat keine Klasse und wird ausgelassen; füllen Sie sein Klassenfeld aus.</numerusform>
                <numerusform>{count} beurteilte Polygone haben keine Klasse und werden ausgelassen; füllen Sie ihr Klassenfeld aus.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} judged polygons lie on ground that is kept for validation or test and are left out, so that figures stay honest.</source>
            <translation>
                <numerusform>{count} beurteiltes Polygon liegt auf Boden, der für Validierung oder Test bleibt, und wird ausgelassen, damit die Gütezahlen ehrlich bleiben.</numerusform>
                <numerusform>{count} beurteilte Polygone liegen auf Boden, der für Validierung oder Test bleibt, und werden ausgelassen, damit die Gütezahlen ehrlich bleiben.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} judged polygons lie on none of the images and are left out; name the imagery under Images, or check their CRS.</source>
            <translation>
                <numerusform>{count} beurteiltes Polygon liegt auf keinem der Bilder und wird ausgelassen; geben Sie das Bild unter „Bilder“ an, oder prüfen Sie sein KBS.</numerusform>
                <numerusform>{count} beurteilte Polygone liegen auf keinem der Bilder und werden ausgelassen; geben Sie die Bilder unter „Bilder“ an, oder prüfen Sie ihr KBS.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} label polygons have no class in {name}; their ground counts as unlabelled.</source>
            <translation>
                <numerusform>{count} Polygon hat keine Klasse in {name}; seine Fläche zählt als ohne Klassenangabe.</numerusform>
                <numerusform>{count} Polygone haben keine Klasse in {name}; ihre Fläche zählt als ohne Klassenangabe.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} label polygons have the value {value} in {name}, which is the Unlabelled value, so their ground counts as unlabelled; if it is a class, choose another Unlabelled value.</source>
            <translation>
                <numerusform>{count} Polygon hat den Wert {value} in {name}, den „Wert ohne Klasse“, daher zählt seine Fläche als ohne Klassenangabe; wenn er eine Klasse ist, wählen Sie einen anderen „Wert ohne Klasse“.</numerusform>
                <numerusform>{count} Polygone haben den Wert {value} in {name}, den „Wert ohne Klasse“, daher zählt ihre Fläche als ohne Klassenangabe; wenn er eine Klasse ist, wählen Sie einen anderen „Wert ohne Klasse“.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} more values</source>
            <translation>
                <numerusform>{count} weiterer Wert</numerusform>
                <numerusform>{count} weitere Werte</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} objects are wrong and nothing says what is there instead; give the Class map that they come from.</source>
            <translation>
                <numerusform>{count} Objekt ist falsch, und nichts sagt, was dort stattdessen ist; geben Sie die Klassenkarte an, aus der es stammt.</numerusform>
                <numerusform>{count} Objekte sind falsch, und nichts sagt, was dort stattdessen ist; geben Sie die Klassenkarte an, aus der sie stammen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} objects are wrong; their ground is left open, as chosen.</source>
            <translation>
                <numerusform>{count} Objekt ist falsch; sein Boden bleibt offen, wie gewählt.</numerusform>
                <numerusform>{count} Objekte sind falsch; ihr Boden bleibt offen, wie gewählt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} objects did not fit into memory; a random sample of each class is used.</source>
            <translation>
                <numerusform>{count} Objekt passte nicht in den Speicher; eine Zufallsstichprobe je Klasse wird verwendet.</numerusform>
                <numerusform>{count} Objekte passten nicht in den Speicher; eine Zufallsstichprobe je Klasse wird verwendet.</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} of {name}</source>
            <translation>{count} von {name}</translation>
        </message>
        <message numerus="yes">
            <source>{count} polygons are judged as unsure; their ground is left open.</source>
            <translation>
                <numerusform>{count} Polygon ist als unsicher beurteilt; sein Boden bleibt offen.</numerusform>
                <numerusform>{count} Polygone sind als unsicher beurteilt; ihr Boden bleibt offen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} polygons are not judged yet and play no part.</source>
            <translation>
                <numerusform>{count} Polygon ist noch nicht beurteilt und spielt keine Rolle.</numerusform>
                <numerusform>{count} Polygone sind noch nicht beurteilt und spielen keine Rolle.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} polygons have a verdict that is not right, wrong, class or unsure, so they are left out; correct them.</source>
            <translation>
                <numerusform>{count} Polygon hat ein Urteil, das weder right, wrong, class noch unsure ist, und wird ausgelassen; berichtigen Sie es.</numerusform>
                <numerusform>{count} Polygone haben ein Urteil, das weder right, wrong, class noch unsure ist, und werden ausgelassen; berichtigen Sie sie.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} polygons of {names:and}.</source>
            <translation>
                <numerusform>{count} Polygon von {names:and}.</numerusform>
                <numerusform>{count} Polygone von {names:and}.</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} processes share batches of {batch_size} crops; set {label} to {count} or more, or start fewer.</source>
            <translation>{count} Prozesse teilen sich Stapel von {batch_size} Ausschnitten; setzen Sie {label} auf {count} oder mehr, oder starten Sie weniger.</translation>
        </message>
        <message>
            <source>{count} processes train together.</source>
            <translation>{count} Prozesse trainieren zusammen.</translation>
        </message>
        <message>
            <source>{count} processes were started on this computer, which has {gpus} GPUs; start as many as it has GPUs.</source>
            <translation>Auf diesem Rechner wurden {count} Prozesse gestartet, und er hat {gpus} GPUs; starten Sie so viele, wie er GPUs hat.</translation>
        </message>
        <message numerus="yes">
            <source>{count} sample points: {classes}.</source>
            <translation>
                <numerusform>{count} Stichprobenpunkt: {classes}.</numerusform>
                <numerusform>{count} Stichprobenpunkte: {classes}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} synthetic tiles with {objects} objects; {imbalance}.</source>
            <translation>
                <numerusform>{count} synthetische Kachel mit {objects} Objekten; {imbalance}.</numerusform>
                <numerusform>{count} synthetische Kacheln mit {objects} Objekten; {imbalance}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} tiles are added to the {before} of {path}.</source>
            <translation>
                <numerusform>{count} Kachel kommt zu den {before} von {path} hinzu.</numerusform>
                <numerusform>{count} Kacheln kommen zu den {before} von {path} hinzu.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} tiles with {pixels:,} labelled pixels are added, from {polygons} judged polygons.</source>
            <translation>
                <numerusform>{count} Kachel mit {pixels:,} Pixeln mit Klasse ist hinzugekommen, aus {polygons} beurteilten Polygonen.</numerusform>
                <numerusform>{count} Kacheln mit {pixels:,} Pixeln mit Klasse sind hinzugekommen, aus {polygons} beurteilten Polygonen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} tiles: {counts}.</source>
            <translation>
                <numerusform>{count} Kachel: {counts}.</numerusform>
                <numerusform>{count} Kacheln: {counts}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} windows of {size} px with {overlap} px overlap.</source>
            <translation>
                <numerusform>{count} Fenster von {size} px mit {overlap} px Überlappung.</numerusform>
                <numerusform>{count} Fenster von {size} px mit {overlap} px Überlappung.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} wrong objects have no class around them that fills half of their surroundings, so their ground is left open; draw what is there.</source>
            <translation>
                <numerusform>{count} falsches Objekt hat keine Klasse um sich, die die Hälfte seiner Umgebung füllt, daher bleibt sein Boden offen; zeichnen Sie ein, was dort ist.</numerusform>
                <numerusform>{count} falsche Objekte haben keine Klasse um sich, die die Hälfte ihrer Umgebung füllt, daher bleibt ihr Boden offen; zeichnen Sie ein, was dort ist.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} wrong objects lie off {path}, which cannot say what is there instead, so their ground is left open; give the map that they were judged on.</source>
            <translation>
                <numerusform>{count} falsches Objekt liegt außerhalb von {path}; was dort stattdessen ist, bleibt daher offen. Geben Sie die Karte an, auf der es beurteilt wurde.</numerusform>
                <numerusform>{count} falsche Objekte liegen außerhalb von {path}; was dort stattdessen ist, bleibt daher offen. Geben Sie die Karte an, auf der sie beurteilt wurden.</numerusform>
            </translation>
        </message>
        <message>
            <source>{done:,} of {count:,} parts done</source>
            <translation>{done:,} von {count:,} Teilen erledigt</translation>
        </message>
        <message>
            <source>{download} to download, {disk} on the disk</source>
            <translation>{download} zum Herunterladen, {disk} auf der Platte</translation>
        </message>
        <message>
            <source>{entries}</source>
            <translation>{entries}</translation>
        </message>
        <message>
            <source>{figure:.4f} {mark}</source>
            <translation>{figure:.4f} {mark}</translation>
        </message>
        <message>
            <source>{file} exists and is replaced when the training is done.</source>
            <translation>{file} gibt es schon und wird ersetzt, wenn das Training fertig ist.</translation>
        </message>
        <message>
            <source>{first} (and {number} more)</source>
            <translation>{first} (und {number} weitere)</translation>
        </message>
        <message>
            <source>{first} and {second} have no ground in common; choose two maps of the same ground, and check their CRS and Area.</source>
            <translation>{first} und {second} haben keine gemeinsame Fläche; wählen Sie zwei Karten desselben Gebiets und prüfen Sie KBS und Gebiet.</translation>
        </message>
        <message>
            <source>{first} shows the value {value} as {first_color} and {second} as {second_color}, so the colours of these palettes are the classes and the values are not; give a Class table with value, name and color, or one without colours if the values are right.</source>
            <translation>{first} zeigt den Wert {value} als {first_color} und {second} als {second_color}, also sind die Farben dieser Paletten die Klassen und nicht die Werte; geben Sie eine Klassentabelle mit value, name und color an, oder eine ohne Farben, wenn die Werte stimmen.</translation>
        </message>
        <message>
            <source>{folder} has no image with a mask of the same name; put them into folders images and masks, or end their names in _image and _mask.</source>
            <translation>{folder} hat kein Bild mit einer Maske gleichen Namens; legen Sie sie in die Ordner images und masks, oder lassen Sie ihre Namen auf _image und _mask enden.</translation>
        </message>
        <message>
            <source>{folder} has no image with its mask in the layout {layout}; choose the folder that holds both, or another Layout.</source>
            <translation>{folder} hat kein Bild mit seiner Maske im Aufbau {layout}; wählen Sie den Ordner, der beide enthält, oder einen anderen Aufbau.</translation>
        </message>
        <message>
            <source>{folder} lies on a network drive or in a roaming profile, where gigabytes are slow; set DIAO_HOME to a local folder to avoid that.</source>
            <translation>{folder} liegt auf einem Netzlaufwerk oder in einem servergespeicherten Profil, wo Gigabytes langsam sind; setzen Sie DIAO_HOME auf einen lokalen Ordner, um das zu vermeiden.</translation>
        </message>
        <message>
            <source>{gpu} (driver {driver}) trains and maps, with the packages for CUDA {cuda}.</source>
            <translation>{gpu} (Treiber {driver}) trainiert und kartiert, mit den Paketen für CUDA {cuda}.</translation>
        </message>
        <message>
            <source>{gpu} (driver {driver}) trains, with the packages for CUDA {cuda}; maps are made on the CPU, since ONNX Runtime for this processor needs a driver of version {needed} or newer.</source>
            <translation>{gpu} (Treiber {driver}) trainiert, mit den Paketen für CUDA {cuda}; Karten entstehen auf der CPU, da ONNX Runtime für diesen Prozessor einen Treiber ab Version {needed} braucht.</translation>
        </message>
        <message>
            <source>{gpu} is not used, since it could not be started; update its driver, restart the computer, then test it under Settings &gt; Options &gt; DIAO.</source>
            <translation>{gpu} wird nicht verwendet, denn sie ließ sich nicht starten; aktualisieren Sie ihren Treiber, starten Sie den Computer neu und prüfen Sie sie dann unter Einstellungen &gt; Optionen &gt; DIAO.</translation>
        </message>
        <message>
            <source>{gpu} is not used, since its driver is too old for the installed packages; update the driver.</source>
            <translation>{gpu} wird nicht verwendet, denn ihr Treiber ist zu alt für die installierten Pakete; aktualisieren Sie den Treiber.</translation>
        </message>
        <message>
            <source>{gpu} is not used, since its library {library} is missing; set the engine up again under Settings &gt; Options &gt; DIAO.</source>
            <translation>{gpu} wird nicht verwendet, denn ihre Bibliothek {library} fehlt; richten Sie die Engine unter Einstellungen &gt; Optionen &gt; DIAO neu ein.</translation>
        </message>
        <message>
            <source>{gpu} is not used, since the Python in {folder} has no packages for it; install those, or leave Python of your own empty under Settings &gt; Options &gt; DIAO and set the engine up.</source>
            <translation>{gpu} wird nicht verwendet, denn das Python in {folder} hat keine Pakete für sie; installieren Sie diese, oder lassen Sie unter Einstellungen &gt; Optionen &gt; DIAO das eigene Python leer und richten Sie die Engine ein.</translation>
        </message>
        <message>
            <source>{gpu} is not used, since the engine's environment was made without it; set it up again under Settings &gt; Options &gt; DIAO.</source>
            <translation>{gpu} wird nicht verwendet, denn die Umgebung der Engine wurde ohne sie angelegt; richten Sie sie unter Einstellungen &gt; Optionen &gt; DIAO neu ein.</translation>
        </message>
        <message>
            <source>{gpu} maps through DirectX 12; training runs on the CPU.</source>
            <translation>{gpu} kartiert über DirectX 12; trainiert wird auf der CPU.</translation>
        </message>
        <message>
            <source>{images}, {n} set aside.</source>
            <translation>{images}, {n} zurückgestellt.</translation>
        </message>
        <message>
            <source>{image} and the dataset differ in the number of their bands ({bands} and {expected}); make the dataset of images with the same bands.</source>
            <translation>{image} und der Datensatz haben verschieden viele Kanäle ({bands} und {expected}); machen Sie den Datensatz aus Bildern mit denselben Kanälen.</translation>
        </message>
        <message>
            <source>{image} has no CRS, but {path} has one; assign the image its CRS first, or leave Add to dataset empty.</source>
            <translation>{image} hat kein KBS, {path} aber hat eines; weisen Sie dem Bild zuerst sein KBS zu, oder lassen Sie Zu Datensatz hinzufügen leer.</translation>
        </message>
        <message>
            <source>{image} has no CRS, so the outlines in {outlines} cannot be drawn on it; assign it its CRS.</source>
            <translation>{image} hat kein KBS, daher lassen sich die Umrisse in {outlines} nicht darauf zeichnen; weisen Sie ihm sein KBS zu.</translation>
        </message>
        <message>
            <source>{job} cannot be done in parts; {names:and} can.</source>
            <translation>{job} lässt sich nicht in Teilen ausführen; möglich ist es bei {names:and}.</translation>
        </message>
        <message>
            <source>{job} does not write rasters of its own, {names:and} do; merge without --cog.</source>
            <translation>{job} schreibt keine eigenen Raster, {names:and} tun es; fügen Sie die Teile ohne --cog zusammen.</translation>
        </message>
        <message numerus="yes">
            <source>{judged} of {n} objects looked at</source>
            <translation>
                <numerusform>{judged} von {n} Objekt angesehen</numerusform>
                <numerusform>{judged} von {n} Objekten angesehen</numerusform>
            </translation>
        </message>
        <message>
            <source>{label} ({overlap} px) must be at most half of {other} ({size} px); lower it or use larger tiles.</source>
            <translation>{label} ({overlap} px) darf höchstens die Hälfte von {other} ({size} px) sein; verringern Sie es oder nehmen Sie größere Kacheln.</translation>
        </message>
        <message>
            <source>{label} ({overlap} px) must be at most half of {other} ({size} px); lower it or use larger windows.</source>
            <translation>{label} ({overlap} px) darf höchstens die Hälfte von {other} ({size} px) sein; verringern Sie es oder nehmen Sie größere Fenster.</translation>
        </message>
        <message>
            <source>{label} ({smallest} px) must not be above {other} ({largest} px); lower it.</source>
            <translation>{label} ({smallest} px) darf nicht über {other} ({largest} px) liegen; verringern Sie es.</translation>
        </message>
        <message>
            <source>{label} 1 is too small for {architecture} at {other} {crop_size} px, which averages over the batch; use {label} 2 or more.</source>
            <translation>{label} 1 ist zu klein für {architecture} bei {other} {crop_size} px, das über den Stapel mittelt; nehmen Sie {label} 2 oder mehr.</translation>
        </message>
        <message>
            <source>{label} cannot be read from {value!r}; write it as the help of {contract} says.</source>
            <translation>{label} kann aus {value!r} nicht gelesen werden; schreiben Sie es, wie die Hilfe zu {contract} sagt.</translation>
        </message>
        <message>
            <source>{label} holds nothing to compare with no balancing, got {methods}; choose at least one method that balances.</source>
            <translation>{label} enthält nichts, was mit keinem Ausgleichen zu vergleichen wäre, sondern {methods}; wählen Sie mindestens eine Methode, die ausgleicht.</translation>
        </message>
        <message>
            <source>{label} is empty: the minimum must lie below the maximum in x and in y.</source>
            <translation>{label} ist leer: Das Minimum muss in x und in y unter dem Maximum liegen.</translation>
        </message>
        <message>
            <source>{label} is missing: choose the field of {path} that holds the class, among {known:and}.</source>
            <translation>{label} fehlt: Wählen Sie das Feld von {path}, das die Klasse enthält, unter {known:and}.</translation>
        </message>
        <message>
            <source>{label} is missing: give a value for {contract}.</source>
            <translation>{label} fehlt: Geben Sie einen Wert für {contract} an.</translation>
        </message>
        <message>
            <source>{label} is missing; choose or enter it.</source>
            <translation>{label} fehlt; wählen Sie etwas aus, oder geben Sie es ein.</translation>
        </message>
        <message>
            <source>{label} is {value} and {other} {batch_size}, so some would have no crop of a batch; set {label} to {batch_size} at most, or raise {other}.</source>
            <translation>{label} ist {value} und {other} {batch_size}, so bekämen manche keinen Ausschnitt eines Stapels; setzen Sie {label} auf höchstens {batch_size}, oder erhöhen Sie {other}.</translation>
        </message>
        <message>
            <source>{label} is {value}, and this computer has none that torch can use; set it to 1 to train on the processor.</source>
            <translation>{label} ist {value}, und dieser Rechner hat keine, die torch nutzen kann; setzen Sie es auf 1, um auf dem Prozessor zu trainieren.</translation>
        </message>
        <message>
            <source>{label} is {value}, and this computer has {gpus} that torch can use; set it to that at most, or to 0 for all.</source>
            <translation>{label} ist {value}, und dieser Rechner hat {gpus}, die torch nutzen kann; setzen Sie höchstens diese Zahl, oder 0 für alle.</translation>
        </message>
        <message>
            <source>{label} must be 0, or 2 and more, since what is measured on is not trained on; got 1.</source>
            <translation>{label} muss 0 oder mindestens 2 sein, nicht 1, denn worauf gemessen wird, darauf wird nicht trainiert.</translation>
        </message>
        <message>
            <source>{label} must be a date such as 2024-05-31 or 2024-05-31 10:30, got {value!r}.</source>
            <translation>{label} muss ein Datum sein, etwa 2024-05-31 oder 2024-05-31 10:30, ist aber {value!r}.</translation>
        </message>
        <message>
            <source>{label} must be a file on a disk, got {value}; choose one that later steps can read.</source>
            <translation>{label} muss eine Datei auf einem Datenträger sein, nicht {value}; wählen Sie eine, die spätere Schritte lesen können.</translation>
        </message>
        <message>
            <source>{label} must be a file, got {value!r}.</source>
            <translation>{label} muss eine Datei sein, nicht {value!r}.</translation>
        </message>
        <message>
            <source>{label} must be a file, got {value}; choose Save to File.</source>
            <translation>{label} muss eine Datei sein, ist aber {value}; wählen Sie „In Datei speichern“.</translation>
        </message>
        <message>
            <source>{label} must be a layer or a file, got {value!r}.</source>
            <translation>{label} muss ein Layer oder eine Datei sein, nicht {value!r}.</translation>
        </message>
        <message>
            <source>{label} must be a list, got {value!r}.</source>
            <translation>{label} muss eine Liste sein, nicht {value!r}.</translation>
        </message>
        <message>
            <source>{label} must be a multiple of {divisor} px for {architecture}, got {value}; use {sizes:or}.</source>
            <translation>{label} muss für {architecture} ein Vielfaches von {divisor} px sein, nicht {value}; nehmen Sie {sizes:or}.</translation>
        </message>
        <message>
            <source>{label} must be a number from 0 to 1, or name=number, got {value!r}; correct it.</source>
            <translation>{label} muss eine Zahl von 0 bis 1 sein oder Name=Zahl, ist aber {value!r}; berichtigen Sie den Wert.</translation>
        </message>
        <message>
            <source>{label} must be a number, got {value!r}.</source>
            <translation>{label} muss eine Zahl sein, nicht {value!r}.</translation>
        </message>
        <message>
            <source>{label} must be a whole number, got {value!r}.</source>
            <translation>{label} muss eine ganze Zahl sein, nicht {value!r}.</translation>
        </message>
        <message>
            <source>{label} must be a {suffixes:or} file, got {value}.</source>
            <translation>{label} muss eine {suffixes:or}-Datei sein, nicht {value}.</translation>
        </message>
        <message>
            <source>{label} must be at least {limit}, got {value}.</source>
            <translation>{label} muss mindestens {limit} sein, nicht {value}.</translation>
        </message>
        <message>
            <source>{label} must be at most {limit}, got {value}.</source>
            <translation>{label} darf höchstens {limit} sein, nicht {value}.</translation>
        </message>
        <message>
            <source>{label} must be numbers separated by commas, got {value!r}; correct it.</source>
            <translation>{label} müssen Zahlen sein, durch Kommas getrennt, nicht {value!r}; berichtigen Sie es.</translation>
        </message>
        <message>
            <source>{label} must be text, got {value!r}.</source>
            <translation>{label} muss ein Text sein, nicht {value!r}.</translation>
        </message>
        <message>
            <source>{label} must be true or false, got {value!r}.</source>
            <translation>{label} muss wahr oder falsch sein, nicht {value!r}.</translation>
        </message>
        <message>
            <source>{label} must be written as #rrggbb, got {value!r}; correct it.</source>
            <translation>{label} muss als #rrggbb geschrieben werden, nicht {value!r}; berichtigen Sie es.</translation>
        </message>
        <message>
            <source>{label} must be written as xmin,xmax,ymin,ymax [CRS], got {value!r}.</source>
            <translation>{label} muss als xmin,xmax,ymin,ymax [KBS] geschrieben werden, nicht {value!r}.</translation>
        </message>
        <message>
            <source>{label} must be written as xmin,xmax,ymin,ymax [CRS], got {value}.</source>
            <translation>{label} muss als xmin,xmax,ymin,ymax [KBS] geschrieben sein, ist aber {value}.</translation>
        </message>
        <message>
            <source>{label} must be {choices:or}, got {value!r}.</source>
            <translation>{label} muss {choices:or} sein, nicht {value!r}.</translation>
        </message>
        <message>
            <source>{label} must end in {suffixes:or}, got {value}.</source>
            <translation>{label} muss auf {suffixes:or} enden, nicht {value}.</translation>
        </message>
        <message>
            <source>{label} must not be 0; give 1 for a band that is not scaled.</source>
            <translation>{label} darf nicht 0 sein; geben Sie 1 für einen Kanal an, der nicht skaliert wird.</translation>
        </message>
        <message>
            <source>{label} must not hold line breaks or other control characters, got {value!r}; choose another name.</source>
            <translation>{label} darf keine Zeilenumbrüche oder anderen Steuerzeichen enthalten, nicht {value!r}; wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <source>{label} needs a file name, got {value}; give one.</source>
            <translation>{label} braucht einen Dateinamen, nicht {value}; geben Sie einen an.</translation>
        </message>
        <message>
            <source>{label} would overwrite {input} ({path}); choose another file.</source>
            <translation>{label} würde {input} überschreiben ({path}); wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{label} would overwrite {other} ({path}); choose another file.</source>
            <translation>{label} würde {other} überschreiben ({path}); wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{label} {architecture} cannot read the features of {other} {encoder}; choose unet, fpn or segformer with it, or another encoder.</source>
            <translation>{label} {architecture} kann die Merkmale von {other} {encoder} nicht lesen; wählen Sie dazu unet, fpn oder segformer, oder einen anderen Encoder.</translation>
        </message>
        <message>
            <source>{label} {value} runs ONNX models only, training needs torch; choose auto, cpu or cuda.</source>
            <translation>{label} {value} führt nur ONNX-Modelle aus, das Training braucht torch; wählen Sie auto, cpu oder cuda.</translation>
        </message>
        <message>
            <source>{label}: QGIS reads {escape} in the path of a GeoPackage as a letter; choose another name or folder.</source>
            <translation>{label}: QGIS liest {escape} im Pfad eines GeoPackages als Buchstaben; wählen Sie einen anderen Namen oder Ordner.</translation>
        </message>
        <message>
            <source>{label}: a folder in its path has a name that is too long for a disk; choose another folder.</source>
            <translation>{label}: Ein Ordner im Pfad hat einen Namen, der für einen Datenträger zu lang ist; wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <source>{label}: the file {value} does not exist; choose another.</source>
            <translation>{label}: Die Datei {value} gibt es nicht; wählen Sie eine andere.</translation>
        </message>
        <message>
            <source>{label}: the file {value} does not exist; choose one that does.</source>
            <translation>{label}: Die Datei {value} gibt es nicht; wählen Sie eine vorhandene.</translation>
        </message>
        <message>
            <source>{label}: the file {value} is not an ordinary file; choose another.</source>
            <translation>{label}: {value} ist keine gewöhnliche Datei; wählen Sie eine andere.</translation>
        </message>
        <message>
            <source>{label}: the folder {folder} is read-only; choose one that you may write to.</source>
            <translation>{label}: Der Ordner {folder} ist schreibgeschützt; wählen Sie einen, in den Sie schreiben dürfen.</translation>
        </message>
        <message>
            <source>{label}: the folder {value} does not exist; choose one that does.</source>
            <translation>{label}: Den Ordner {value} gibt es nicht; wählen Sie einen vorhandenen.</translation>
        </message>
        <message>
            <source>{label}: the name {name} is not written in UTF-8; rename the file or folder.</source>
            <translation>{label}: Der Name {name} ist nicht in UTF-8 geschrieben; benennen Sie die Datei oder den Ordner um.</translation>
        </message>
        <message>
            <source>{label}: the name {start}… has {bytes} bytes, too long for its working files; shorten it.</source>
            <translation>{label}: Der Name {start}… hat {bytes} Bytes, zu viele für seine Arbeitsdateien; kürzen Sie ihn.</translation>
        </message>
        <message>
            <source>{label}: the path has {bytes} bytes, more than GDAL takes; choose a folder nearer to the top.</source>
            <translation>{label}: Der Pfad hat {bytes} Bytes, mehr als GDAL annimmt; wählen Sie einen Ordner weiter oben.</translation>
        </message>
        <message>
            <source>{label}: there is no file {value}; choose one that exists, or one of {names:or}.</source>
            <translation>{label}: Eine Datei {value} gibt es nicht; wählen Sie eine vorhandene oder eines von {names:or}.</translation>
        </message>
        <message>
            <source>{label}: {folder} is a file, not a folder; choose another place.</source>
            <translation>{label}: {folder} ist eine Datei, kein Ordner; wählen Sie einen anderen Ort.</translation>
        </message>
        <message>
            <source>{label}: {value} also holds other layers ({layers}), which would be lost; choose another file.</source>
            <translation>{label}: {value} enthält auch andere Layer ({layers}), die verloren gingen; wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{label}: {value} belongs to another file of that name; move it, or choose another name.</source>
            <translation>{label}: {value} gehört zu einer anderen Datei dieses Namens; verschieben Sie sie oder wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <source>{label}: {value} cannot be looked into ({reason}); close what else uses it, or choose another file.</source>
            <translation>{label}: {value} lässt sich nicht einsehen ({reason}); schließen Sie, was sie sonst benutzt, oder wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{label}: {value} cannot be opened; it is damaged, empty or no layer that QGIS knows. Choose another.</source>
            <translation>{label}: {value} lässt sich nicht öffnen; es ist beschädigt, leer oder kein Layer, den QGIS kennt. Wählen Sie etwas anderes.</translation>
        </message>
        <message>
            <source>{label}: {value} is a folder; choose a file.</source>
            <translation>{label}: {value} ist ein Ordner; wählen Sie eine Datei.</translation>
        </message>
        <message>
            <source>{label}: {value} is a raster; choose a vector layer.</source>
            <translation>{label}: {value} ist ein Raster; wählen Sie einen Vektorlayer.</translation>
        </message>
        <message>
            <source>{label}: {value} is a vector layer; choose a raster.</source>
            <translation>{label}: {value} ist ein Vektorlayer; wählen Sie ein Raster.</translation>
        </message>
        <message>
            <source>{label}: {value} is not an ordinary file; choose another.</source>
            <translation>{label}: {value} ist keine gewöhnliche Datei; wählen Sie eine andere.</translation>
        </message>
        <message>
            <source>{lacks} Tell it by Describe model.</source>
            <translation>{lacks} Geben Sie es mit „Modell beschreiben“ an.</translation>
        </message>
        <message>
            <source>{layer} can only be read; save it as another file to judge its objects.</source>
            <translation>{layer} kann nur gelesen werden; speichern Sie den Layer als andere Datei, um seine Objekte zu beurteilen.</translation>
        </message>
        <message>
            <source>{layer} cannot be exported for the engine ({reason}); save it as a GeoPackage and use that.</source>
            <translation>{layer} lässt sich nicht für die Engine exportieren ({reason}); speichern Sie ihn als GeoPackage und verwenden Sie dieses.</translation>
        </message>
        <message>
            <source>{layer} comes from {provider}, not from a file; export it to a GeoTIFF first.</source>
            <translation>{layer} stammt aus {provider}, nicht aus einer Datei; exportieren Sie ihn zuerst in ein GeoTIFF.</translation>
        </message>
        <message>
            <source>{layer} has larger pixels than {size} m, so its imagery is enlarged; choose a larger pixel size.</source>
            <translation>{layer} hat gröbere Pixel als {size} m, die Bilder werden also vergrößert; wählen Sie eine größere Pixelgröße.</translation>
        </message>
        <message>
            <source>{layer} has no field {field}; choose one of its fields: {names}.</source>
            <translation>{layer} hat kein Feld {field}; wählen Sie eines seiner Felder: {names}.</translation>
        </message>
        <message>
            <source>{layer} has no imagery of this ground; choose an extent that it shows in the map.</source>
            <translation>{layer} hat von diesem Gebiet keine Bilddaten; wählen Sie eine Ausdehnung, die der Layer im Kartenfenster zeigt.</translation>
        </message>
        <message>
            <source>{layer} has no polygon; draw some, or choose another layer.</source>
            <translation>„{layer}“ enthält kein Polygon; zeichnen Sie welche, oder wählen Sie einen anderen Layer.</translation>
        </message>
        <message>
            <source>{layer} has the CRS {shown} in the project but {stored} in its file; write the right one into the file with Raster &gt; Projections &gt; Assign projection.</source>
            <translation>{layer} hat im Projekt das KBS {shown}, in seiner Datei aber {stored}; schreiben Sie das richtige mit Raster &gt; Projektionen &gt; Projektion zuweisen in die Datei.</translation>
        </message>
        <message>
            <source>{layer} has unsaved edits; save or discard them first.</source>
            <translation>{layer} hat ungespeicherte Änderungen; speichern oder verwerfen Sie sie zuerst.</translation>
        </message>
        <message>
            <source>{layer} is a map on the network, not a file; run Fetch imagery from the network (diao:fetchimagery) for the ground that you need, and use its result.</source>
            <translation>{layer} ist eine Karte im Netz, keine Datei; starten Sie „Bilddaten aus dem Netz holen“ (diao:fetchimagery) für das benötigte Gebiet und verwenden Sie das Ergebnis.</translation>
        </message>
        <message>
            <source>{layer} is a map on the network: a dataset and a map are made of a file, so fetch the ground that you need first.</source>
            <translation>{layer} ist eine Karte im Netz: Datensatz und Karte entstehen aus einer Datei; holen Sie zuerst das benötigte Gebiet.</translation>
        </message>
        <message>
            <source>{layer} is no layer of XYZ tiles, of a WMS or of a WMTS; use it as it is, or choose one.</source>
            <translation>{layer} ist kein Layer aus XYZ-Kacheln, eines WMS oder eines WMTS; verwenden Sie ihn, wie er ist, oder wählen Sie einen solchen.</translation>
        </message>
        <message>
            <source>{layer} is not a raster layer; choose a raster.</source>
            <translation>{layer} ist kein Rasterlayer; wählen Sie ein Raster.</translation>
        </message>
        <message>
            <source>{layer} is not a vector layer; choose one.</source>
            <translation>{layer} ist kein Vektorlayer; wählen Sie einen.</translation>
        </message>
        <message>
            <source>{layer} is not the layer tiles of a tile dataset (a GeoPackage with a field tile_id); make one with Create tile dataset, and restrict it by a filter or a selection instead of a copy.</source>
            <translation>{layer} ist nicht der Layer tiles eines Kacheldatensatzes (ein GeoPackage mit einem Feld tile_id); machen Sie einen mit „Kacheldatensatz erzeugen“, und beschränken Sie ihn durch einen Filter oder eine Auswahl statt durch eine Kopie.</translation>
        </message>
        <message>
            <source>{layer} was made before objects could be judged; make the polygons anew.</source>
            <translation>{layer} entstand, bevor Objekte beurteilt werden konnten; erzeugen Sie die Polygone neu.</translation>
        </message>
        <message numerus="yes">
            <source>{left_out} of {count} images have no labels and are left out.</source>
            <translation>
                <numerusform>{left_out} von {count} Bildern hat keine Klassenangaben und bleibt weg.</numerusform>
                <numerusform>{left_out} von {count} Bildern haben keine Klassenangaben und bleiben weg.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{left_out} of {count} points were added to the sample by hand and are left out, since only points drawn at random tell of the map.</source>
            <translation>
                <numerusform>{left_out} von {count} Punkten wurde der Stichprobe von Hand hinzugefügt und bleibt weg, denn nur zufällig gezogene sagen etwas über die Karte.</numerusform>
                <numerusform>{left_out} von {count} Punkten wurden der Stichprobe von Hand hinzugefügt und bleiben weg, denn nur zufällig gezogene sagen etwas über die Karte.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{left_out} of {count} sample points have no class yet and are left out.</source>
            <translation>
                <numerusform>{left_out} von {count} Stichprobenpunkten hat noch keine Klasse und bleibt weg.</numerusform>
                <numerusform>{left_out} von {count} Stichprobenpunkten haben noch keine Klasse und bleiben weg.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{left_out} of {count} sample points lie outside the mapped ground and are left out.</source>
            <translation>
                <numerusform>{left_out} von {count} Stichprobenpunkten liegt außerhalb der kartierten Fläche und bleibt unberücksichtigt.</numerusform>
                <numerusform>{left_out} von {count} Stichprobenpunkten liegen außerhalb der kartierten Fläche und bleiben unberücksichtigt.</numerusform>
            </translation>
        </message>
        <message>
            <source>{location} cannot be read ({reason}); look whether its server can be reached, then run this again.</source>
            <translation>{location} lässt sich nicht lesen ({reason}); prüfen Sie, ob der Server erreichbar ist, und starten Sie noch einmal.</translation>
        </message>
        <message>
            <source>{location} cannot be read as a STAC item or collection ({reason}); give the file or the address of one.</source>
            <translation>{location} lässt sich nicht als STAC-Item oder -Sammlung lesen ({reason}); geben Sie die Datei oder die Adresse von einem an.</translation>
        </message>
        <message>
            <source>{location} has more than the {count} items and folders that were looked at, so there may be newer ones; give a smaller extent or a smaller collection.</source>
            <translation>{location} hat mehr als die {count} Items und Ordner, die angesehen wurden, es kann also neuere geben; geben Sie eine kleinere Ausdehnung oder eine kleinere Sammlung an.</translation>
        </message>
        <message>
            <source>{location} has no asset {key}; choose among {known}.</source>
            <translation>{location} hat kein Asset {key}; wählen Sie unter {known}.</translation>
        </message>
        <message>
            <source>{location} has no item in the extent; choose another extent or another collection.</source>
            <translation>{location} hat kein Item in der Ausdehnung; wählen Sie eine andere Ausdehnung oder eine andere Sammlung.</translation>
        </message>
        <message>
            <source>{location} has no items; choose another collection.</source>
            <translation>{location} hat keine Items; wählen Sie eine andere Sammlung.</translation>
        </message>
        <message>
            <source>{location} is a server with several collections ({known}); give the address of one, such as {address}.</source>
            <translation>{location} ist ein Server mit mehreren Sammlungen ({known}); geben Sie die Adresse einer davon an, etwa {address}.</translation>
        </message>
        <message>
            <source>{location} is left out ({reason}).</source>
            <translation>{location} wird ausgelassen ({reason}).</translation>
        </message>
        <message>
            <source>{location} is no item of a STAC catalogue and holds none; give the file or the address of an item, of a collection or of a search.</source>
            <translation>{location} ist kein Item eines STAC-Katalogs und enthält keine; geben Sie die Datei oder die Adresse eines Items, einer Sammlung oder einer Suche an.</translation>
        </message>
        <message>
            <source>{location} is no item of a STAC catalogue; give the file or the address of a single item.</source>
            <translation>{location} ist kein Item eines STAC-Katalogs; geben Sie die Datei oder die Adresse eines einzelnen Items an.</translation>
        </message>
        <message>
            <source>{location} names no raster that can be opened; its assets are {known}.</source>
            <translation>{location} nennt kein Raster, das sich öffnen lässt; seine Assets sind {known}.</translation>
        </message>
        <message>
            <source>{location} names {href}, which is no address of the network; it is not opened.</source>
            <translation>{location} nennt {href}, und das ist keine Adresse im Netz; es wird nicht geöffnet.</translation>
        </message>
        <message>
            <source>{lost}, and no pixel has {names:or} of the table; correct the table: {way_out}.</source>
            <translation>{lost}, und kein Pixel hat {names:or} aus der Tabelle; berichtigen Sie die Tabelle: {way_out}.</translation>
        </message>
        <message>
            <source>{lost}; they count as unlabelled. To change that, {way_out}.</source>
            <translation>{lost}; sie zählen als ohne Klassenangabe. Um das zu ändern: {way_out}.</translation>
        </message>
        <message>
            <source>{lost}; {way_out}.</source>
            <translation>{lost}; {way_out}.</translation>
        </message>
        <message>
            <source>{mask} is {mask_size} px and its image {image} is {image_size} px; image and mask must have the same size.</source>
            <translation>{mask} hat {mask_size} px und ihr Bild {image} hat {image_size} px; Bild und Maske müssen gleich groß sein.</translation>
        </message>
        <message>
            <source>{mean:+.1f} [{low:+.1f}, {high:+.1f}]</source>
            <translation>{mean:+.1f} [{low:+.1f}; {high:+.1f}]</translation>
        </message>
        <message>
            <source>{mean:+.1f} [{low:+.1f}, {high:+.1f}] real</source>
            <translation>{mean:+.1f} [{low:+.1f}; {high:+.1f}] echt</translation>
        </message>
        <message numerus="yes">
            <source>{missing:,} of {count:,} parts are missing in {folder}: {names}; run them with --shard, then merge again.</source>
            <translation>
                <numerusform>{missing:,} von {count:,} Teilen fehlt in {folder}: {names}; führen Sie ihn mit --shard aus und fügen Sie dann noch einmal zusammen.</numerusform>
                <numerusform>{missing:,} von {count:,} Teilen fehlen in {folder}: {names}; führen Sie sie mit --shard aus und fügen Sie dann noch einmal zusammen.</numerusform>
            </translation>
        </message>
        <message>
            <source>{names:and} in {field_name} are taken as one class.</source>
            <translation>{names:and} in {field_name} gelten als eine Klasse.</translation>
        </message>
        <message>
            <source>{names} in the map now; images in the map {count}, set aside {refused}.</source>
            <translation>{names} jetzt in der Karte; Bilder in der Karte {count}, zurückgestellt {refused}.</translation>
        </message>
        <message>
            <source>{name} does not say how many parts there are; give their number, such as auto/8.</source>
            <translation>{name} sagt nicht, wie viele Teile es gibt; geben Sie ihre Zahl an, etwa auto/8.</translation>
        </message>
        <message>
            <source>{name} failed; the log says why.</source>
            <translation>{name} ist fehlgeschlagen; das Protokoll sagt, warum.</translation>
        </message>
        <message>
            <source>{name} has no point, so its ground cannot be judged; lower the least distance.</source>
            <translation>{name} hat keinen Punkt, ihr Boden lässt sich also nicht beurteilen; setzen Sie den Mindestabstand herab.</translation>
        </message>
        <message>
            <source>{name} has {count} of {wanted} points, since no more lie {distance:g} m from all others; lower the least distance for more.</source>
            <translation>{name} hat {count} von {wanted} Punkten, denn mehr liegen nicht {distance:g} m von allen anderen entfernt; setzen Sie den Mindestabstand für mehr herab.</translation>
        </message>
        <message>
            <source>{name} has {pixels} pixels only, fewer than {least}; each of them is a point.</source>
            <translation>{name} hat nur {pixels} Pixel, weniger als {least}; jedes davon ist ein Punkt.</translation>
        </message>
        <message>
            <source>{name} has {pixels} px in the training tiles, fewer than the smallest object used ({least} px), so it raises the imbalance by occurring at all and cannot be learned; label more of it, or merge it with another class.</source>
            <translation>{name} hat in den Trainingskacheln {pixels} px, weniger als das kleinste Objekt, das verwendet wird ({least} px), erhöht also schon durch sein Vorkommen das Ungleichgewicht und ist nicht erlernbar; erfassen Sie mehr davon, oder legen Sie es mit einer anderen Klasse zusammen.</translation>
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: it has no object between {least} and {most} px, {narrowest} px wide where it is an area and long where it is a line, with other labelled ground beside it, that may be used; change Smallest or Largest object used, label what lies around, set another form in the table classes, tick objects in the layer objects, or switch Use cut objects on.</source>
            <translation>{name} hat {share:share} der Fläche, und sein Ziel ist {target:share}: Es hat kein Objekt zwischen {least} und {most} px, als Fläche {narrowest} px breit, als Linie lang, neben dem andere Flächen mit Klassenangabe liegen und das verwendet werden darf; ändern Sie „Kleinstes Objekt, das verwendet wird“ oder „Größtes Objekt, das verwendet wird“, erfassen Sie, was darum liegt, setzen Sie in der Tabelle classes eine andere form, haken Sie Objekte im Layer objects an, oder schalten Sie „Angeschnittene Objekte verwenden“ ein.</translation>
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: its objects stand on rare classes or unlabelled ground, which is never covered; label what lies around them, or leave it out of Classes.</source>
            <translation>{name} hat {share:share} der Fläche, und sein Ziel ist {target:share}: Seine Objekte stehen auf seltenen Klassen oder Flächen ohne Klassenangabe, die nie bedeckt werden; erfassen Sie, was um sie liegt, oder lassen Sie die Klasse aus „Klassen“ weg.</translation>
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: on no training tile is {hosts:or} free over {narrowest} px in both directions, as every place must be; use a dataset with more open ground, or leave it out of Classes.</source>
            <translation>{name} hat {share:share} der Fläche, und sein Ziel ist {target:share}: Auf keiner Trainingskachel ist {hosts:or} über {narrowest} px in beiden Richtungen frei, wie es jeder Platz sein muss; nehmen Sie einen Datensatz mit mehr offener Fläche, oder lassen Sie die Klasse aus „Klassen“ weg.</translation>
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: there were not enough tiles; raise New tiles or Maximum objects per tile.</source>
            <translation>{name} hat {share:share} der Fläche, und sein Ziel ist {target:share}: Es waren zu wenige Kacheln; erhöhen Sie „Neue Kacheln“ oder „Max. Objekte je Kachel“.</translation>
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries found no place that is free and large enough on {hosts:and}; lower Smallest object used, or use larger tiles, or tiles with more of it.</source>
            <translation>{name} hat {share:share} der Fläche, und sein Ziel ist {target:share}: {missed} von {tries} Versuchen fanden keinen freien und genügend großen Platz auf {hosts:and}; verringern Sie „Kleinstes Objekt, das verwendet wird“, oder nehmen Sie größere Kacheln oder solche mit mehr davon.</translation>
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries found no place where a line could join its kind or leave the tile; raise New tiles.</source>
            <translation>{name} hat {share:share} der Fläche, und sein Ziel ist {target:share}: {missed} von {tries} Versuchen fanden keinen Platz, wo eine Linie an ihresgleichen anschließt oder die Kachel verlässt; erhöhen Sie „Neue Kacheln“.</translation>
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries found no place with surroundings like those of real objects; lower Minimum plausibility.</source>
            <translation>{name} hat {share:share} der Fläche, und sein Ziel ist {target:share}: {missed} von {tries} Versuchen fanden keinen Platz mit einer Umgebung wie bei echten Objekten; verringern Sie die „Mindestplausibilität“.</translation>
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries found no place, for it stands on {hosts:and}; use a dataset with more of that ground, or raise New tiles.</source>
            <translation>{name} hat {share:share} der Fläche, und das Ziel ist {target:share}: {missed} von {tries} Versuchen fanden keinen Platz, denn die Klasse kommt nur auf {hosts:and} vor; nehmen Sie einen Datensatz mit mehr solchen Flächen, oder erhöhen Sie „Neue Kacheln“.</translation>
        </message>
        <message>
            <source>{name} is a GeoPackage without tiles; drop it on the map, and create a dataset of it on the page Data.</source>
            <translation>{name} ist ein GeoPackage ohne Kacheln; legen Sie es auf der Karte ab und erzeugen Sie auf der Seite Daten einen Datensatz daraus.</translation>
        </message>
        <message>
            <source>{name} is a torch model that has not been approved on this computer yet.</source>
            <translation>{name} ist ein Torch-Modell, das auf diesem Rechner noch nicht freigegeben wurde.</translation>
        </message>
        <message>
            <source>{name} is a torch model, and a torch model is a program: it can read and change whatever you can. Do you trust whoever made it?</source>
            <translation>{name} ist ein Torch-Modell, und ein Torch-Modell ist ein Programm: Es kann alles lesen und ändern, was Sie können. Vertrauen Sie dem, der es gemacht hat?</translation>
        </message>
        <message>
            <source>{name} is its band {number}</source>
            <translation>{name} ist dort Kanal {number}</translation>
        </message>
        <message>
            <source>{name} is mapped and has no sample point; the area estimates leave its ground out.</source>
            <translation>{name} ist kartiert und hat keinen Stichprobenpunkt; die Flächenschätzungen lassen diese Fläche aus.</translation>
        </message>
        <message>
            <source>{name} is mapped and has one sample point only, which tells nothing about its spread, so the intervals take the largest that there can be; add points on its ground.</source>
            <translation>{name} ist kartiert und hat nur einen Stichprobenpunkt, der nichts über die Streuung sagt, daher rechnen die Intervalle mit der größtmöglichen; ergänzen Sie Punkte auf dieser Fläche.</translation>
        </message>
        <message>
            <source>{name} is neither a tile dataset (.gpkg) nor a model ({kinds}); drop imagery and labels on the map.</source>
            <translation>{name} ist weder ein Kacheldatensatz (.gpkg) noch ein Modell ({kinds}); legen Sie Bilder und Klassenangaben auf der Karte ab.</translation>
        </message>
        <message>
            <source>{name} is not a parameter of {job}; if you mean {near}, write that, else remove it.</source>
            <translation>{name} ist kein Parameter von {job}; wenn Sie {near} meinen, schreiben Sie das, sonst entfernen Sie ihn.</translation>
        </message>
        <message>
            <source>{name} is not a parameter of {job}; remove it.</source>
            <translation>{name} ist kein Parameter von {job}; entfernen Sie ihn.</translation>
        </message>
        <message>
            <source>{name} is not ticked: it has {n} bands, {first} has {m}.</source>
            <translation>{name} ist nicht angehakt: {n} Kanäle, {first} hat {m}.</translation>
        </message>
        <message>
            <source>{name} is not ticked: it shows the same ground as {other}.</source>
            <translation>{name} ist nicht angehakt: Er zeigt dasselbe Gelände wie {other}.</translation>
        </message>
        <message>
            <source>{name} is not ticked: its pixels are {size} m wide, those of {first} {expected} m.</source>
            <translation>{name} ist nicht angehakt: Seine Pixel sind {size} m breit, die von {first} {expected} m.</translation>
        </message>
        <message>
            <source>{name} is not ticked: its values are of another data type than those of {first}.</source>
            <translation>{name} ist nicht angehakt: Seine Werte haben einen anderen Datentyp als die von {first}.</translation>
        </message>
        <message>
            <source>{name} is running; wait for it or cancel it.</source>
            <translation>{name} läuft gerade; warten Sie oder brechen Sie ab.</translation>
        </message>
        <message>
            <source>{name} is taken as {form}, and the layer objects has it as {earlier}: its objects were collected anew, all of them in use; untick there what you do not want.</source>
            <translation>{name} gilt als {form}, und im Layer objects steht {earlier}: Die Objekte wurden neu gesammelt und sind alle in Gebrauch; entfernen Sie dort den Haken bei denen, die Sie nicht wollen.</translation>
        </message>
        <message>
            <source>{name} is the card of a model that does not lie beside it; drop the model.</source>
            <translation>{name} ist der Steckbrief eines Modells, das nicht daneben liegt; legen Sie das Modell ab.</translation>
        </message>
        <message>
            <source>{name} {count}</source>
            <translation>{name} {count}</translation>
        </message>
        <message>
            <source>{name} {share:share}</source>
            <translation>{name} {share:share}</translation>
        </message>
        <message>
            <source>{name} {share}</source>
            <translation>{name} {share}</translation>
        </message>
        <message>
            <source>{name}: cancelled; nothing was written.</source>
            <translation>{name}: abgebrochen; nichts wurde geschrieben.</translation>
        </message>
        <message>
            <source>{name}: done in {time}.</source>
            <translation>{name}: fertig in {time}.</translation>
        </message>
        <message>
            <source>{name}: gone</source>
            <translation>{name}: nicht mehr da</translation>
        </message>
        <message>
            <source>{name}: probability</source>
            <translation>{name}: Wahrscheinlichkeit</translation>
        </message>
        <message>
            <source>{name}: value {value}, {pixels} training pixels</source>
            <translation>{name}: Wert {value}, {pixels} Trainingspixel</translation>
        </message>
        <message>
            <source>{name}: value {value}, {pixels} training pixels; a click on the square changes the colour, a double-click the name</source>
            <translation>{name}: Wert {value}, {pixels} Trainingspixel; ein Klick auf das Quadrat ändert die Farbe, ein Doppelklick den Namen</translation>
        </message>
        <message>
            <source>{near:,} of {total:,} pixels of {masks} have a colour near one of the class table (Colour tolerance {tolerance:g}) and count as that class.</source>
            <translation>{near:,} von {total:,} Pixeln von {masks} haben eine Farbe nahe einer der Klassentabelle (Farbtoleranz {tolerance:g}) und zählen als diese Klasse.</translation>
        </message>
        <message>
            <source>{number:.1f} GB</source>
            <translation>{number:.1f} GB</translation>
        </message>
        <message>
            <source>{number} MB</source>
            <translation>{number} MB</translation>
        </message>
        <message numerus="yes">
            <source>{number} packages in {folder}.</source>
            <translation>
                <numerusform>{number} Paket in {folder}.</numerusform>
                <numerusform>{number} Pakete in {folder}.</numerusform>
            </translation>
        </message>
        <message>
            <source>{n} ({names}), {dtype}</source>
            <translation>{n} ({names}), {dtype}</translation>
        </message>
        <message numerus="yes">
            <source>{n} bands, {dtype}, pixels of {size}</source>
            <translation>
                <numerusform>{n} Kanal, {dtype}, Pixel von {size}</numerusform>
                <numerusform>{n} Kanäle, {dtype}, Pixel von {size}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} epochs</source>
            <translation>
                <numerusform>{n} Epoche</numerusform>
                <numerusform>{n} Epochen</numerusform>
            </translation>
        </message>
        <message>
            <source>{n} h</source>
            <translation>{n} h</translation>
        </message>
        <message numerus="yes">
            <source>{n} images are in the map</source>
            <translation>
                <numerusform>{n} Bild ist in der Karte</numerusform>
                <numerusform>{n} Bilder sind in der Karte</numerusform>
            </translation>
        </message>
        <message>
            <source>{n} min</source>
            <translation>{n} min</translation>
        </message>
        <message>
            <source>{n} of them synthetic</source>
            <translation>davon {n} synthetisch</translation>
        </message>
        <message>
            <source>{n} of {count} points are judged.</source>
            <translation>{n} von {count} Punkten sind beurteilt.</translation>
        </message>
        <message numerus="yes">
            <source>{n} other layers are not ticked either.</source>
            <translation>
                <numerusform>Auch {n} anderer Layer ist nicht angehakt.</numerusform>
                <numerusform>Auch {n} andere Layer sind nicht angehakt.</numerusform>
            </translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} s</translation>
        </message>
        <message numerus="yes">
            <source>{n} smaller objects are left out (smallest polygon kept; by default {px} pixels).</source>
            <translation>
                <numerusform>{n} kleineres Objekt ist weggelassen (kleinstes behaltenes Polygon; ohne Angabe {px} Pixel).</numerusform>
                <numerusform>{n} kleinere Objekte sind weggelassen (kleinstes behaltenes Polygon; ohne Angabe {px} Pixel).</numerusform>
            </translation>
        </message>
        <message>
            <source>{n} test</source>
            <translation>{n} Test</translation>
        </message>
        <message numerus="yes">
            <source>{n} tiles of {size} px: {parts}</source>
            <translation>
                <numerusform>{n} Kachel mit {size} px: {parts}</numerusform>
                <numerusform>{n} Kacheln mit {size} px: {parts}</numerusform>
            </translation>
        </message>
        <message>
            <source>{n} train</source>
            <translation>{n} Training</translation>
        </message>
        <message>
            <source>{n} validation</source>
            <translation>{n} Validierung</translation>
        </message>
        <message numerus="yes">
            <source>{n} verdicts</source>
            <translation>
                <numerusform>{n} Urteil</numerusform>
                <numerusform>{n} Urteile</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} verdicts so far; some dozen, of all rare classes, are a good round.</source>
            <translation>
                <numerusform>{n} Urteil bisher; einige Dutzend zu allen seltenen Klassen sind eine gute Runde.</numerusform>
                <numerusform>{n} Urteile bisher; einige Dutzend zu allen seltenen Klassen sind eine gute Runde.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} warnings about this result</source>
            <translation>
                <numerusform>{n} Warnung zu diesem Ergebnis</numerusform>
                <numerusform>{n} Warnungen zu diesem Ergebnis</numerusform>
            </translation>
        </message>
        <message>
            <source>{old} exists and stays as it is; the new dataset is called {new}.</source>
            <translation>{old} gibt es schon und bleibt, wie es ist; der neue Datensatz heißt {new}.</translation>
        </message>
        <message>
            <source>{output} is read by this run or by a step before it; choose another output.</source>
            <translation>{output} wird von diesem Lauf oder von einem Schritt davor gelesen; wählen Sie eine andere Ausgabe.</translation>
        </message>
        <message>
            <source>{output} was not written where it should be; nothing was kept. Please report it with the log.</source>
            <translation>{output} wurde nicht dorthin geschrieben, wohin es gehört; nichts wurde behalten. Bitte melden Sie das mit dem Protokoll.</translation>
        </message>
        <message>
            <source>{path} cannot be loaded by torch {version}: {reason}. Export the model again with this version.</source>
            <translation>{path} lässt sich mit torch {version} nicht laden: {reason}. Exportieren Sie das Modell mit dieser Version neu.</translation>
        </message>
        <message>
            <source>{path} cannot be opened as a raster: {reason}. Choose a file that GDAL reads.</source>
            <translation>{path} lässt sich nicht als Raster öffnen: {reason}. Wählen Sie eine Datei, die GDAL liest.</translation>
        </message>
        <message>
            <source>{path} cannot be read ({reason}); check the address, your access to it and the connection.</source>
            <translation>{path} kann nicht gelesen werden ({reason}); prüfen Sie die Adresse, Ihren Zugriff darauf und die Verbindung.</translation>
        </message>
        <message>
            <source>{path} cannot be read ({reason}); delete it and describe the model again.</source>
            <translation>{path} ist nicht lesbar ({reason}); löschen Sie die Datei, und beschreiben Sie das Modell neu.</translation>
        </message>
        <message>
            <source>{path} cannot be read as a vector layer ({reason}); choose another layer.</source>
            <translation>{path} ist nicht als Vektorlayer lesbar ({reason}); wählen Sie einen anderen Layer.</translation>
        </message>
        <message>
            <source>{path} cannot be read from its server ({reason}); check the address, your access to it and the connection.</source>
            <translation>{path} lässt sich nicht von seinem Server lesen ({reason}); prüfen Sie die Adresse, Ihren Zugang und die Verbindung.</translation>
        </message>
        <message>
            <source>{path} cannot be read in columns {left} to {right}, rows {top} to {bottom}: the file is damaged or cut short; get a fresh copy of it.</source>
            <translation>{path} ist in den Spalten {left} bis {right}, Zeilen {top} bis {bottom} nicht lesbar: die Datei ist beschädigt oder abgeschnitten; besorgen Sie eine frische Kopie.</translation>
        </message>
        <message>
            <source>{path} cannot be read.</source>
            <translation>{path} kann nicht gelesen werden.</translation>
        </message>
        <message>
            <source>{path} cannot be read: {reason}; correct it, or delete it and describe the model again.</source>
            <translation>{path} ist nicht lesbar: {reason}; berichtigen Sie es, oder löschen Sie die Datei, und beschreiben Sie das Modell neu.</translation>
        </message>
        <message>
            <source>{path} cannot be removed ({reason}); close what uses it, then remove the folder.</source>
            <translation>{path} lässt sich nicht entfernen ({reason}); schließen Sie, was ihn benutzt, dann entfernen Sie den Ordner.</translation>
        </message>
        <message>
            <source>{path} cannot be started; choose another Python.</source>
            <translation>{path} lässt sich nicht starten; wählen Sie ein anderes Python.</translation>
        </message>
        <message>
            <source>{path} cannot be written ({reason}); choose another file.</source>
            <translation>{path} kann nicht geschrieben werden ({reason}); wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{path} cannot be written ({reason}); choose another folder.</source>
            <translation>{path} kann nicht geschrieben werden ({reason}); wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <source>{path} cannot run the engine ({reason}); set the engine up again, or choose another interpreter.</source>
            <translation>{path} kann die Engine nicht ausführen ({reason}); richten Sie die Engine neu ein, oder wählen Sie einen anderen Interpreter.</translation>
        </message>
        <message>
            <source>{path} does not cover the polygons of {layer}, so it cannot say what lies around them; give the map that they were judged on as {label}, or leave that empty.</source>
            <translation>{path} deckt die Polygone von {layer} nicht ab und kann also nicht sagen, was um sie herum liegt; geben Sie als {label} die Karte an, auf der sie beurteilt wurden, oder lassen Sie das Feld leer.</translation>
        </message>
        <message>
            <source>{path} does not exist.</source>
            <translation>{path} gibt es nicht.</translation>
        </message>
        <message>
            <source>{path} does not hold all weights of its network, as models of earlier versions; train it anew, or leave {label} empty.</source>
            <translation>{path} enthält nicht alle Gewichte seines Netzes, wie Modelle früherer Versionen; trainieren Sie es neu, oder lassen Sie {label} leer.</translation>
        </message>
        <message>
            <source>{path} does not name its classes and holds the values {values:and}, which the model does not have; choose the model that the map was made with, or a map that names its classes.</source>
            <translation>{path} nennt seine Klassen nicht beim Namen und enthält die Werte {values:and}, die das Modell nicht hat; wählen Sie das Modell, mit dem die Karte gemacht wurde, oder eine Karte, die ihre Klassen nennt.</translation>
        </message>
        <message>
            <source>{path} does not say how many classes it has; give the names of all of them too.</source>
            <translation>{path} sagt nicht, wie viele Klassen es hat; nennen Sie auch die Namen von allen.</translation>
        </message>
        <message>
            <source>{path} has a CRS and the map has none; assign the map the CRS that it is in.</source>
            <translation>{path} hat ein KBS und die Karte keines; weisen Sie der Karte das KBS zu, in dem sie liegt.</translation>
        </message>
        <message>
            <source>{path} has a card of its own; leave everything but Class colours and the outputs empty.</source>
            <translation>{path} hat einen eigenen Steckbrief; lassen Sie alles außer Klassenfarben und Ausgaben leer.</translation>
        </message>
        <message>
            <source>{path} has a palette, so its bands cannot be changed; make it red, green and blue first.</source>
            <translation>{path} hat eine Palette, deshalb lassen sich seine Kanäle nicht ändern; machen Sie zuerst Rot, Grün und Blau daraus.</translation>
        </message>
        <message>
            <source>{path} has a run length that does not fit its image; export it again, or as polygons.</source>
            <translation>{path} hat eine Lauflänge, die nicht zu ihrem Bild passt; exportieren Sie es neu, oder als Polygone.</translation>
        </message>
        <message>
            <source>{path} has boxes without outlines for {image}, and a box does not say which pixels are of the class; export polygons.</source>
            <translation>{path} hat für {image} Rechtecke ohne Umrisse, und ein Rechteck sagt nicht, welche Pixel zur Klasse gehören; exportieren Sie Polygone.</translation>
        </message>
        <message>
            <source>{path} has complex numbers; make amplitude or another real band of them first.</source>
            <translation>{path} hat komplexe Zahlen; machen Sie daraus zuerst die Amplitude oder einen anderen reellen Kanal.</translation>
        </message>
        <message>
            <source>{path} has more than {limit} values; choose a class raster.</source>
            <translation>{path} hat mehr als {limit} Werte; wählen Sie ein Klassenraster.</translation>
        </message>
        <message>
            <source>{path} has no CRS and another grid than the imagery; assign both their CRS first.</source>
            <translation>{path} hat kein KBS und ein anderes Pixelgitter als die Bilddaten; weisen Sie zuerst beiden ihr KBS zu.</translation>
        </message>
        <message>
            <source>{path} has no CRS and the map has one; assign the image the CRS that it is in.</source>
            <translation>{path} hat kein KBS und die Karte eines; weisen Sie dem Bild das KBS zu, in dem es liegt.</translation>
        </message>
        <message>
            <source>{path} has no CRS, or a local one; it is taken to be in the CRS of the imagery.</source>
            <translation>{path} hat kein KBS oder ein lokales; es gilt das KBS der Bilddaten.</translation>
        </message>
        <message>
            <source>{path} has no CRS, or a local one; it is taken to be in the CRS of the map.</source>
            <translation>{path} hat kein KBS oder ein lokales; es gilt das KBS der Karte.</translation>
        </message>
        <message>
            <source>{path} has no CRS, so metres are unknown; set {label} to 0.</source>
            <translation>{path} hat kein KBS, Meter sind also unbekannt; setzen Sie „{label}“ auf 0.</translation>
        </message>
        <message>
            <source>{path} has no CRS, so the context layer cannot be laid on the tiles; assign the CRS first.</source>
            <translation>{path} hat kein KBS, daher lässt sich der Kontextlayer nicht auf die Kacheln legen; weisen Sie zuerst das KBS zu.</translation>
        </message>
        <message>
            <source>{path} has no CRS; it is taken to be in the CRS of the imagery.</source>
            <translation>{path} hat kein KBS; es gilt das KBS der Bilddaten.</translation>
        </message>
        <message>
            <source>{path} has no asset {name}, its assets are {known:and}; name one of them by --asset.</source>
            <translation>{path} hat kein Asset {name}, seine Assets sind {known:and}; nennen Sie eines davon mit --asset.</translation>
        </message>
        <message>
            <source>{path} has no class {value} any more; open it again.</source>
            <translation>{path} hat keine Klasse {value} mehr; öffnen Sie den Datensatz erneut.</translation>
        </message>
        <message>
            <source>{path} has no feature with a geometry; choose a layer that has some, or clear its filter.</source>
            <translation>{path} hat kein Objekt mit einer Geometrie; wählen Sie einen Layer, der welche hat, oder heben Sie seinen Filter auf.</translation>
        </message>
        <message>
            <source>{path} has no field {name!r}; choose among {known:and}.</source>
            <translation>{path} hat kein Feld {name!r}; wählen Sie unter {known:and}.</translation>
        </message>
        <message>
            <source>{path} has no geometry; choose a layer with polygons.</source>
            <translation>{path} hat keine Geometrie; wählen Sie einen Layer mit Polygonen.</translation>
        </message>
        <message>
            <source>{path} has no ground in common with the map; check its CRS and place.</source>
            <translation>{path} hat keine gemeinsame Fläche mit der Karte; prüfen Sie KBS und Lage.</translation>
        </message>
        <message>
            <source>{path} has no place, so QGIS draws its upper left corner at 0, 0, and the labels do not lie there; georeference it, or draw the labels on it.</source>
            <translation>{path} hat keine Lage, daher zeichnet QGIS seine linke obere Ecke bei 0, 0, und die Klassenangaben liegen nicht dort; georeferenzieren Sie es, oder zeichnen Sie die Klassenangaben darauf.</translation>
        </message>
        <message>
            <source>{path} has no place; the labels are taken as they lie on it in QGIS, whatever CRS they have, and sizes in metres are unknown.</source>
            <translation>{path} hat keine Lage; die Klassenangaben werden genommen, wie sie in QGIS darauf liegen, welches KBS sie auch haben, und Größen in Metern sind unbekannt.</translation>
        </message>
        <message>
            <source>{path} has no tile left to work on; clear its filter or selection, or make it anew.</source>
            <translation>{path} hat keine Kachel mehr, mit der zu arbeiten ist; heben Sie Filter oder Auswahl auf, oder erzeugen Sie ihn neu.</translation>
        </message>
        <message>
            <source>{path} has no value where objects lie, so the context layer has no effect; choose one that covers them, or check its nodata value.</source>
            <translation>{path} hat keinen Wert, wo Objekte liegen, daher bleibt der Kontextlayer ohne Wirkung; wählen Sie einen, der sie bedeckt, oder prüfen Sie seinen Nodata-Wert.</translation>
        </message>
        <message>
            <source>{path} has none of the fields {names:and}, so nothing says which class a polygon is of; choose a Class field.</source>
            <translation>{path} hat keines der Felder {names:and}, daher sagt nichts, zu welcher Klasse ein Polygon gehört; wählen Sie ein Klassenfeld.</translation>
        </message>
        <message>
            <source>{path} has only an alpha band; choose a raster with image bands.</source>
            <translation>{path} hat nur einen Alphakanal; wählen Sie ein Raster mit Bildkanälen.</translation>
        </message>
        <message>
            <source>{path} has pixels in other places than the first map; its class is taken at the middle of each of these.</source>
            <translation>{path} hat seine Pixel an anderen Stellen als die erste Karte; seine Klasse wird in der Mitte jedes Pixels der ersten Karte genommen.</translation>
        </message>
        <message>
            <source>{path} has pixels with the value {value:g} that look like no data, and no nodata value says so; if they are none, set Nodata value to it.</source>
            <translation>{path} hat Pixel mit dem Wert {value:g}, die nach fehlenden Daten aussehen, ohne dass ein Nodata-Wert das sagt; wenn es keine sind, tragen Sie ihn als Nodata-Wert ein.</translation>
        </message>
        <message>
            <source>{path} has the geotransform {numbers}, whose pixels have no area; assign it a right one or get a fresh copy.</source>
            <translation>{path} hat die Geotransformation {numbers}, deren Pixel keine Fläche haben; weisen Sie eine richtige zu, oder besorgen Sie eine frische Kopie.</translation>
        </message>
        <message>
            <source>{path} has three bands with values from {least:g} to {most:g}, so it is not a coloured mask; choose masks with one band, or with colours from 0 to 255.</source>
            <translation>{path} hat drei Kanäle mit Werten von {least:g} bis {most:g}, ist also keine farbige Maske; wählen Sie Masken mit einem Kanal, oder mit Farben von 0 bis 255.</translation>
        </message>
        <message>
            <source>{path} has {bands} bands, so it is not a class raster; choose one with a single band of classes.</source>
            <translation>{path} hat {bands} Kanäle, ist also kein Klassenraster; wählen Sie eines mit einem einzigen Kanal mit Klassen.</translation>
        </message>
        <message numerus="yes">
            <source>{path} has {count} bands and {first} has {first_count}; all images of a dataset must have the same bands.</source>
            <translation>
                <numerusform>{path} hat {count} Kanal und {first} hat {first_count}; alle Bilder eines Datensatzes müssen dieselben Kanäle haben.</numerusform>
                <numerusform>{path} hat {count} Kanäle und {first} hat {first_count}; alle Bilder eines Datensatzes müssen dieselben Kanäle haben.</numerusform>
            </translation>
        </message>
        <message>
            <source>{path} has {count} bands, so it is not a class raster; choose labels with one band, or import coloured masks with Import image and mask folder.</source>
            <translation>{path} hat {count} Kanäle, ist also kein Klassenraster; wählen Sie Klassenangaben mit einem Kanal, oder importieren Sie farbige Masken mit „Ordner mit Bildern und Masken importieren“.</translation>
        </message>
        <message>
            <source>{path} has {count} inputs ({names}); use a model with one input, the image.</source>
            <translation>{path} hat {count} Eingänge ({names}); nehmen Sie ein Modell mit einem Eingang, dem Bild.</translation>
        </message>
        <message>
            <source>{path} has {count} inputs; choose a segmentation model with one input, an image.</source>
            <translation>{path} hat {count} Eingänge; wählen Sie ein Segmentierungsmodell mit einem Eingang, einem Bild.</translation>
        </message>
        <message>
            <source>{path} has {dtype} pixels; choose a class raster with whole numbers.</source>
            <translation>{path} hat Pixel in {dtype}; wählen Sie ein Klassenraster mit ganzen Zahlen.</translation>
        </message>
        <message numerus="yes">
            <source>{path} has {known} bands and {count} were given ({given}); give all {known} in the order of the model's channels.</source>
            <translation>
                <numerusform>{path} hat {known} Kanal, und {count} wurden genannt ({given}); nennen Sie diesen einen.</numerusform>
                <numerusform>{path} hat {known} Kanäle, und {count} wurden genannt ({given}); nennen Sie alle {known} in der Reihenfolge der Kanäle des Modells.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{path} has {known} classes and {count} were given ({given}); give all {known} in the order of the model's channels.</source>
            <translation>
                <numerusform>{path} hat {known} Klasse, und {count} wurden genannt ({given}); nennen Sie diese eine.</numerusform>
                <numerusform>{path} hat {known} Klassen, und {count} wurden genannt ({given}); nennen Sie alle {known} in der Reihenfolge der Kanäle des Modells.</numerusform>
            </translation>
        </message>
        <message>
            <source>{path} has {what} instead of a grid on the ground; make it one by Raster &gt; Projections &gt; Warp and use the result.</source>
            <translation>{path} hat {what} statt eines Pixelgitters am Boden; machen Sie eines durch Raster &gt; Projektionen &gt; Transformieren (Warp), und nehmen Sie das Ergebnis.</translation>
        </message>
        <message>
            <source>{path} has {width:,} x {height:,} pixels here, more than one file can hold; limit the ground by Area or Extent.</source>
            <translation>{path} hat hier {width:,} x {height:,} Pixel, mehr als eine Datei fasst; begrenzen Sie die Fläche durch „Gebiet“ oder „Ausdehnung“.</translation>
        </message>
        <message>
            <source>{path} holds judged polygons of {names:and}, and the classes of the dataset are called by their values, {known}; name them in the class table of the page Data by a double-click, or in the table classes of its file.</source>
            <translation>{path} enthält beurteilte Polygone von {names:and}, und die Klassen des Datensatzes heißen nach ihren Werten, {known}; geben Sie ihnen Namen: in der Klassentabelle der Seite „Daten“ durch Doppelklick oder in der Tabelle classes seiner Datei.</translation>
        </message>
        <message>
            <source>{path} holds judged polygons of {names:and}, and the dataset has no such class, only {known}; give them one of these classes, or filter them out.</source>
            <translation>{path} enthält beurteilte Polygone von {names:and}, und der Datensatz hat keine solche Klasse, nur {known}; geben Sie ihnen eine dieser Klassen, oder filtern Sie sie heraus.</translation>
        </message>
        <message>
            <source>{path} holds no job; write an object with job, which is {names:or}, and values.</source>
            <translation>{path} enthält keinen Auftrag; schreiben Sie ein Objekt mit job, nämlich {names:or}, und values.</translation>
        </message>
        <message>
            <source>{path} holds no weights of {encoder}: neither names nor shapes of its {stored} tensors agree with the encoder's {expected}; choose a file made for {encoder}, or another Encoder.</source>
            <translation>{path} enthält keine Gewichte von {encoder}: weder Namen noch Formen seiner {stored} Tensoren stimmen mit den {expected} des Encoders überein; wählen Sie eine Datei für {encoder}, oder einen anderen Encoder.</translation>
        </message>
        <message>
            <source>{path} holds points or lines; choose a layer of polygons.</source>
            <translation>{path} enthält Punkte oder Linien; wählen Sie einen Layer mit Polygonen.</translation>
        </message>
        <message>
            <source>{path} holds values from {least} to {most}; a class raster has values from 0 to 65535, choose another raster.</source>
            <translation>{path} enthält Werte von {least} bis {most}; ein Klassenraster hat Werte von 0 bis 65535, wählen Sie ein anderes Raster.</translation>
        </message>
        <message>
            <source>{path} holds {value:g}, which is not a class; choose a class raster with whole numbers.</source>
            <translation>{path} enthält {value:g}, was keine Klasse ist; wählen Sie ein Klassenraster mit ganzen Zahlen.</translation>
        </message>
        <message>
            <source>{path} is Python {version}, too old</source>
            <translation>{path} ist Python {version}, zu alt</translation>
        </message>
        <message numerus="yes">
            <source>{path} is a JPEG, whose compression changes values, and holds {count} different ones; save masks without loss, as PNG, or give a {label} whose colours are the greys of the masks.</source>
            <translation>
                <numerusform>{path} ist ein JPEG, dessen Kompression Werte ändert, und enthält {count} Wert, der keine Klasse ist; speichern Sie Masken verlustfrei, als PNG, oder geben Sie eine {label} an, deren Farben die Grautöne der Masken sind.</numerusform>
                <numerusform>{path} ist ein JPEG, dessen Kompression Werte ändert, und enthält {count} verschiedene; speichern Sie Masken verlustfrei, als PNG, oder geben Sie eine {label} an, deren Farben die Grautöne der Masken sind.</numerusform>
            </translation>
        </message>
        <message>
            <source>{path} is a coloured mask, but no table says which colour is which class; give a Class table with the columns value, name and color.</source>
            <translation>{path} ist eine farbige Maske, aber keine Tabelle sagt, welche Farbe welche Klasse ist; geben Sie eine „Klassentabelle“ mit den Spalten value, name und color an.</translation>
        </message>
        <message>
            <source>{path} is a file, not a folder; choose another work folder.</source>
            <translation>{path} ist eine Datei, kein Ordner; wählen Sie einen anderen Arbeitsordner.</translation>
        </message>
        <message>
            <source>{path} is a folder, and assets belong to a STAC catalogue; leave out --asset, or name a catalogue.</source>
            <translation>{path} ist ein Ordner, und Assets gehören zu einem STAC-Katalog; lassen Sie --asset weg, oder nennen Sie einen Katalog.</translation>
        </message>
        <message>
            <source>{path} is a job {found} and not {wanted}; name the job that stands in the file.</source>
            <translation>{path} ist ein Auftrag {found} und nicht {wanted}; nennen Sie den Auftrag, der in der Datei steht.</translation>
        </message>
        <message>
            <source>{path} is a torch model, and a torch model is a program that can do whatever you can; use it as ONNX, or set TRUST_MODEL if you trust whoever made it.</source>
            <translation>{path} ist ein Torch-Modell, und ein Torch-Modell ist ein Programm, das alles kann, was Sie können; verwenden Sie es als ONNX, oder setzen Sie TRUST_MODEL, wenn Sie dem vertrauen, der es gemacht hat.</translation>
        </message>
        <message>
            <source>{path} is left for the next look: {reason}</source>
            <translation>{path} bleibt für den nächsten Blick: {reason}</translation>
        </message>
        <message>
            <source>{path} is locked by another program; save and close it there, or end its editing, then run it again.</source>
            <translation>{path} ist durch ein anderes Programm gesperrt; speichern und schließen Sie es dort, oder beenden Sie die Bearbeitung, dann starten Sie es noch einmal.</translation>
        </message>
        <message>
            <source>{path} is neither TorchScript nor an exported program; files of weights are not opened because they can run any code, so export the model as TorchScript (torch.jit.script), with torch.export, or as ONNX.</source>
            <translation>{path} ist weder TorchScript noch ein exportiertes Programm; Dateien mit Gewichten werden nicht geöffnet, weil sie jeden Code ausführen können, also exportieren Sie das Modell als TorchScript (torch.jit.script), mit torch.export oder als ONNX.</translation>
        </message>
        <message>
            <source>{path} is neither a catalogue nor a collection of STAC; name its file catalog.json or its address.</source>
            <translation>{path} ist weder ein Katalog noch eine Sammlung von STAC; nennen Sie seine Datei catalog.json oder seine Adresse.</translation>
        </message>
        <message>
            <source>{path} is neither a folder that exists nor a STAC catalogue; choose a folder, or give the address of a catalogue (https://…) or its file catalog.json.</source>
            <translation>{path} ist weder ein vorhandener Ordner noch ein STAC-Katalog; wählen Sie einen Ordner, oder geben Sie die Adresse eines Katalogs (https://…) oder seine Datei catalog.json an.</translation>
        </message>
        <message>
            <source>{path} is no folder that can be read; name the folder that images arrive in, or the file or the address of a STAC catalogue.</source>
            <translation>{path} ist kein Ordner, der gelesen werden kann; nennen Sie den Ordner, in dem Bilder ankommen, oder die Datei oder die Adresse eines STAC-Katalogs.</translation>
        </message>
        <message>
            <source>{path} is no item of a STAC catalogue that can be read; correct it.</source>
            <translation>{path} ist kein Eintrag eines STAC-Katalogs, der gelesen werden kann; berichtigen Sie ihn.</translation>
        </message>
        <message>
            <source>{path} is not GeoJSON; get a fresh copy of it.</source>
            <translation>{path} ist kein GeoJSON; besorgen Sie eine frische Kopie.</translation>
        </message>
        <message>
            <source>{path} is not a GeoPackage; choose the layer tiles of a tile dataset.</source>
            <translation>{path} ist kein GeoPackage; wählen Sie den Layer tiles eines Kacheldatensatzes.</translation>
        </message>
        <message>
            <source>{path} is not a file of plain weights that can be read safely; choose a .safetensors file or a state dict (.pth).</source>
            <translation>{path} ist keine Datei mit bloßen Gewichten, die sich sicher lesen lässt; wählen Sie eine .safetensors-Datei oder ein State Dict (.pth).</translation>
        </message>
        <message>
            <source>{path} is not a text in UTF-8; save it as CSV in UTF-8.</source>
            <translation>{path} ist kein Text in UTF-8; speichern Sie es als CSV in UTF-8.</translation>
        </message>
        <message>
            <source>{path} is not a tile dataset, or it is damaged ({reason}); choose the layer tiles of one.</source>
            <translation>{path} ist kein Kacheldatensatz oder ist beschädigt ({reason}); wählen Sie den Layer tiles eines Kacheldatensatzes.</translation>
        </message>
        <message>
            <source>{path} is not a tile dataset: it lacks {layers:and}; make one with Create tile dataset.</source>
            <translation>{path} ist kein Kacheldatensatz: es fehlt {layers:and}; machen Sie einen mit „Kacheldatensatz erzeugen“.</translation>
        </message>
        <message>
            <source>{path} is not a tile dataset: it lacks {names}; make one with Create tile dataset.</source>
            <translation>{path} ist kein Kacheldatensatz: es fehlt {names}; machen Sie einen mit „Kacheldatensatz erzeugen“.</translation>
        </message>
        <message>
            <source>{path} is not an ONNX model that can be read: {reason}. Export it again.</source>
            <translation>{path} ist kein lesbares ONNX-Modell: {reason}. Exportieren Sie es neu.</translation>
        </message>
        <message>
            <source>{path} is not an ONNX model, or only a part of one; choose a whole ONNX file.</source>
            <translation>{path} ist kein ONNX-Modell oder nur ein Teil davon; wählen Sie eine vollständige ONNX-Datei.</translation>
        </message>
        <message>
            <source>{path} is not as it was when the dataset {dataset} was made: {reason}; bring the file back, or make the dataset again from what is there now.</source>
            <translation>{path} ist nicht mehr wie damals, als der Datensatz {dataset} entstand: {reason}; holen Sie die Datei zurück, oder erzeugen Sie den Datensatz neu aus dem, was jetzt da ist.</translation>
        </message>
        <message>
            <source>{path} is not opened because {reason}; export the model anew with torch {version}, as TorchScript or as ONNX.</source>
            <translation>{path} wird nicht geöffnet, weil {reason}; exportieren Sie das Modell neu mit torch {version}, als TorchScript oder als ONNX.</translation>
        </message>
        <message>
            <source>{path} is read from the network, and its server does not give what is asked for; nothing was written, so check the connection and run it again, or export the ground that you need as a file and use that.</source>
            <translation>{path} wird aus dem Netz gelesen, und der Server liefert nicht, was verlangt wird; es wurde nichts geschrieben: Prüfen Sie die Verbindung und starten Sie noch einmal, oder exportieren Sie das benötigte Gebiet als Datei und verwenden Sie diese.</translation>
        </message>
        <message>
            <source>{path} is read from the network, which a dataset may not do unasked; switch Allow files from outside (ALLOW_OUTSIDE) on if you trust where the dataset comes from.</source>
            <translation>{path} wird aus dem Netz gelesen, was ein Datensatz ungefragt nicht darf; schalten Sie „Dateien von außerhalb erlauben“ (ALLOW_OUTSIDE) ein, wenn Sie der Herkunft des Datensatzes vertrauen.</translation>
        </message>
        <message>
            <source>{path} is read, but would go with the earlier {output}; choose another output.</source>
            <translation>{path} wird gelesen, ginge aber mit der früheren Ausgabe {output} verloren; wählen Sie eine andere Ausgabe.</translation>
        </message>
        <message>
            <source>{path} is said to be of {date}, which is still to come, and would outrank every image until then; correct its name, or set {label}.</source>
            <translation>{path} soll von {date} sein, also aus der Zukunft, und ginge bis dahin jedem anderen Bild vor; berichtigen Sie den Namen, oder setzen Sie {label}.</translation>
        </message>
        <message>
            <source>{path} is set aside until it changes: {reason}</source>
            <translation>{path} wird beiseitegelegt, bis es sich ändert: {reason}</translation>
        </message>
        <message>
            <source>{path} is {architecture} with {encoder}, and the training is set to {other_architecture} with {other_encoder}; set Architecture and Encoder to those of the model.</source>
            <translation>{path} ist {architecture} mit {encoder}, und das Training ist auf {other_architecture} mit {other_encoder} eingestellt; stellen Sie „Architektur“ und „Encoder“ auf die des Modells.</translation>
        </message>
        <message>
            <source>{path} knows the class values {values} and the dataset has {own}; choose a model of the same classes for {label}.</source>
            <translation>{path} kennt die Klassenwerte {values}, und der Datensatz hat {own}; wählen Sie für {label} ein Modell mit denselben Klassen.</translation>
        </message>
        <message>
            <source>{path} lacks its file .dbf, which holds the fields; copy all files of that name that belong to it.</source>
            <translation>{path} fehlt seine Datei .dbf, die die Felder enthält; kopieren Sie alle Dateien dieses Namens, die dazugehören.</translation>
        </message>
        <message>
            <source>{path} lacks its file .shx; copy all files of that name that belong to it (.shp, .shx, .dbf, .prj).</source>
            <translation>{path} fehlt seine Datei .shx; kopieren Sie alle Dateien dieses Namens, die dazugehören (.shp, .shx, .dbf, .prj).</translation>
        </message>
        <message>
            <source>{path} lies elsewhere than all tiles; choose a context layer that covers them, or check its CRS.</source>
            <translation>{path} liegt anderswo als alle Kacheln; wählen Sie einen Kontextlayer, der sie abdeckt, oder prüfen Sie sein KBS.</translation>
        </message>
        <message>
            <source>{path} lies on another grid than the imagery, and one of both has no CRS; choose the confidence raster of a map of it.</source>
            <translation>{path} liegt auf einem anderen Gitter als die Bilder, und eines von beiden hat kein KBS; wählen Sie das Konfidenzraster einer Karte dieser Bilder.</translation>
        </message>
        <message>
            <source>{path} lies outside the map; choose a reference that overlaps it, and check its CRS.</source>
            <translation>{path} liegt außerhalb der Karte; wählen Sie eine Referenz, die sie überdeckt, und prüfen Sie ihr KBS.</translation>
        </message>
        <message>
            <source>{path} lies outside the raster; choose an area that overlaps it.</source>
            <translation>{path} liegt außerhalb des Rasters; wählen Sie eine Fläche, die es überlappt.</translation>
        </message>
        <message>
            <source>{path} lists no class; give it the columns value, name and color.</source>
            <translation>{path} nennt keine Klasse; geben Sie ihr die Spalten value, name und color.</translation>
        </message>
        <message>
            <source>{path} may not be written or read; choose another place or change its permissions.</source>
            <translation>{path} darf nicht geschrieben oder gelesen werden; wählen Sie einen anderen Ort oder ändern Sie die Rechte.</translation>
        </message>
        <message>
            <source>{path} names no raster that can be opened, its assets are {known:and}; name one of them by --asset.</source>
            <translation>{path} nennt kein Raster, das geöffnet werden kann, seine Assets sind {known:and}; nennen Sie eines davon mit --asset.</translation>
        </message>
        <message>
            <source>{path} names {href}, which is no address of the network; it is not opened.</source>
            <translation>{path} nennt {href}, was keine Adresse im Netz ist; es wird nicht geöffnet.</translation>
        </message>
        <message>
            <source>{path} takes no image with {least} to {most} bands; say which bands it takes.</source>
            <translation>{path} nimmt kein Bild mit {least} bis {most} Kanälen; geben Sie an, welche Kanäle es nimmt.</translation>
        </message>
        <message>
            <source>{path} takes other bands ({names}) than the dataset has ({own}); choose a model of as many bands for {label}.</source>
            <translation>{path} nimmt andere Kanäle ({names}), als der Datensatz hat ({own}); wählen Sie für {label} ein Modell mit ebenso vielen Kanälen.</translation>
        </message>
        <message numerus="yes">
            <source>{path} takes {count} inputs; use a model with one input, images (batch, band, row, column).</source>
            <translation>
                <numerusform>{path} nimmt {count} Eingang; nehmen Sie ein Modell mit einem Eingang, Bildern (Stapel, Kanal, Zeile, Spalte).</numerusform>
                <numerusform>{path} nimmt {count} Eingänge; nehmen Sie ein Modell mit einem Eingang, Bildern (Stapel, Kanal, Zeile, Spalte).</numerusform>
            </translation>
        </message>
        <message>
            <source>{path} takes {dtype} of shape [{shape}]; use a model that takes images as (batch, band, row, column).</source>
            <translation>{path} nimmt {dtype} der Form [{shape}]; nehmen Sie ein Modell, das Bilder als (Stapel, Kanal, Zeile, Spalte) nimmt.</translation>
        </message>
        <message>
            <source>{path} uses every value and has no nodata; set a nodata value for it.</source>
            <translation>{path} benutzt jeden Wert und hat keinen Nodata-Wert; legen Sie einen dafür fest.</translation>
        </message>
        <message>
            <source>{path} was made with other values of {names:and}; give the same values, or another name for the map.</source>
            <translation>{path} wurde mit anderen Werten von {names:and} gemacht; geben Sie dieselben Werte an oder der Karte einen anderen Namen.</translation>
        </message>
        <message>
            <source>{path} was not trained here, so no training can go on from it; leave {label} empty or choose another.</source>
            <translation>{path} wurde nicht hier trainiert, deshalb kann kein Training davon ausgehen; lassen Sie {label} leer, oder wählen Sie ein anderes Modell.</translation>
        </message>
        <message>
            <source>{path} was written by a later version of this plugin; update the plugin.</source>
            <translation>{path} wurde von einer neueren Version dieser Erweiterung geschrieben; aktualisieren Sie die Erweiterung.</translation>
        </message>
        <message>
            <source>{path}, line {number}, is {what}; give a class and three or more points per line, since a box does not say which pixels are of the class.</source>
            <translation>{path}, Zeile {number}, ist {what}; geben Sie je Zeile eine Klasse und drei oder mehr Punkte an, denn ein Rechteck sagt nicht, welche Pixel zur Klasse gehören.</translation>
        </message>
        <message>
            <source>{path}, line {number}: expected the columns tile and split, with train, val or test in the latter.</source>
            <translation>{path}, Zeile {number}: erwartet werden die Spalten tile und split, mit train, val oder test in der zweiten.</translation>
        </message>
        <message>
            <source>{path}, line {number}: the colour {color} has a line before; give each class a colour of its own.</source>
            <translation>{path}, Zeile {number}: die Farbe {color} steht schon in einer Zeile davor; geben Sie jeder Klasse eine eigene Farbe.</translation>
        </message>
        <message>
            <source>{path}, line {number}: the value {value} has a line before; give each class one line.</source>
            <translation>{path}, Zeile {number}: der Wert {value} steht schon in einer Zeile davor; geben Sie jeder Klasse eine Zeile.</translation>
        </message>
        <message>
            <source>{path}, line {number}: there is no whole number from 0 to {highest} in the column value (or id); fill it.</source>
            <translation>{path}, Zeile {number}: in der Spalte value (oder id) steht keine ganze Zahl von 0 bis {highest}; füllen Sie sie.</translation>
        </message>
        <message>
            <source>{path}, line {number}: {color!r} is not a colour; write it as #rrggbb.</source>
            <translation>{path}, Zeile {number}: {color!r} ist keine Farbe; schreiben Sie sie als #rrggbb.</translation>
        </message>
        <message>
            <source>{path}, which keeps what earlier updates have seen, is damaged; remove it, and the map counts as one without a date.</source>
            <translation>{path}, das festhält, was frühere Aktualisierungen gesehen haben, ist beschädigt; entfernen Sie die Datei, dann gilt die Karte als eine ohne Datum.</translation>
        </message>
        <message>
            <source>{path}, which lists the images that are in the map, is damaged; remove it together with the map to begin anew.</source>
            <translation>{path}, das die Bilder in der Karte auflistet, ist beschädigt; entfernen Sie die Datei zusammen mit der Karte, um neu zu beginnen.</translation>
        </message>
        <message>
            <source>{path}: the tile_id {tile} stands twice in {table}; give every tile its own, or make the dataset anew.</source>
            <translation>{path}: die tile_id {tile} steht zweimal in {table}; geben Sie jeder Kachel ihre eigene, oder erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>{path}: {column} in {row} of {table} must be {rule}, got {value}; correct it in QGIS, or make the dataset anew.</source>
            <translation>{path}: {column} in {row} von {table} muss {rule} sein, nicht {value}; berichtigen Sie es in QGIS, oder erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>{path}: {column} in {row} of {table} must be {rule}; correct it in QGIS, or make the dataset anew.</source>
            <translation>{path}: {column} in {row} von {table} muss {rule} sein; berichtigen Sie es in QGIS, oder erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>{path}: {reason} in row {row} of {table}; correct it in QGIS.</source>
            <translation>{path}: {reason} in Zeile {row} von {table}; berichtigen Sie es in QGIS.</translation>
        </message>
        <message>
            <source>{path}: {table} holds a broken geometry; make the dataset anew.</source>
            <translation>{path}: {table} enthält eine kaputte Geometrie; erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>{path}: {table} lacks the columns {columns:and}; make the dataset anew.</source>
            <translation>{path}: {table} fehlen die Spalten {columns:and}; erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>{percent} % of {size}, {time} minutes</source>
            <translation>{percent} % von {size}, {time} Minuten</translation>
        </message>
        <message>
            <source>{pixels} pixels</source>
            <translation>{pixels} Pixel</translation>
        </message>
        <message>
            <source>{place} is missing</source>
            <translation>{place} fehlt</translation>
        </message>
        <message>
            <source>{place} must be {rule}, got {value}</source>
            <translation>{place} muss {rule} sein, nicht {value}</translation>
        </message>
        <message>
            <source>{reason} That is {weight}.</source>
            <translation>{reason} Das sind {weight}.</translation>
        </message>
        <message>
            <source>{reason}; update its driver, or choose the CPU.</source>
            <translation>{reason}; aktualisieren Sie den Treiber oder wählen Sie die CPU.</translation>
        </message>
        <message>
            <source>{share:share} of the compared ground has changed, which is rarely true: look at the changes, and at the bands and values of the new images.</source>
            <translation>{share:share} der verglichenen Fläche haben sich geändert, was selten stimmt: Sehen Sie sich die Änderungen an, und Kanäle und Werte der neuen Bilder.</translation>
        </message>
        <message>
            <source>{share:share} of the compared ground has changed, {hectares:.2f} ha; the newest image is of {date}.</source>
            <translation>{share:share} der verglichenen Fläche haben sich geändert, {hectares:.2f} ha; das neueste Bild ist vom {date}.</translation>
        </message>
        <message>
            <source>{share:share} of the compared ground has changed; the newest image is of {date}.</source>
            <translation>{share:share} der verglichenen Fläche haben sich geändert; das neueste Bild ist vom {date}.</translation>
        </message>
        <message>
            <source>{share:share} of the ground differs. There at least one map is wrong, or the ground has changed; which, only a reference can say (Evaluate map).</source>
            <translation>{share:share} der Fläche unterscheiden sich. Dort ist mindestens eine Karte falsch, oder die Fläche hat sich verändert; was davon gilt, kann nur eine Referenz sagen („Karte bewerten“).</translation>
        </message>
        <message>
            <source>{size:g} {unit}</source>
            <translation>{size:g} {unit}</translation>
        </message>
        <message>
            <source>{size} px, {overlap} px overlap</source>
            <translation>{size} px, {overlap} px Überlappung</translation>
        </message>
        <message>
            <source>{split} has no pixel of {names:or}: {reason}.</source>
            <translation>{split} hat kein Pixel von {names:or}: {reason}.</translation>
        </message>
        <message>
            <source>{split}, pixels</source>
            <translation>{split}, Pixel</translation>
        </message>
        <message>
            <source>{split}, tiles</source>
            <translation>{split}, Kacheln</translation>
        </message>
        <message>
            <source>{subject} has no CRS, or a local one, so both places cannot be compared; assign the CRS first, or use Import image and mask folder, which pairs files by name.</source>
            <translation>{subject} hat kein KBS oder ein lokales, daher lassen sich beide Lagen nicht vergleichen; weisen Sie zuerst das KBS zu, oder nehmen Sie „Ordner mit Bildern und Masken importieren“, das Dateien nach Namen paart.</translation>
        </message>
        <message>
            <source>{table} of {path} cannot be read: the file is damaged ({reason}); make the dataset anew.</source>
            <translation>{table} von {path} ist nicht lesbar: die Datei ist beschädigt ({reason}); erzeugen Sie den Datensatz neu.</translation>
        </message>
        <message>
            <source>{task} on {name} does not work: {reason}</source>
            <translation>{task} auf {name} funktioniert nicht: {reason}</translation>
        </message>
        <message>
            <source>{task} on {name}: {speed:.2f} megapixels a second, {times:.1f} × the CPU.</source>
            <translation>{task} auf {name}: {speed:.2f} Megapixel je Sekunde, {times:.1f}-mal so schnell wie die CPU.</translation>
        </message>
        <message>
            <source>{task} on {name}: {speed:.2f} megapixels a second.</source>
            <translation>{task} auf {name}: {speed:.2f} Megapixel je Sekunde.</translation>
        </message>
        <message>
            <source>{task}: testing the devices.</source>
            <translation>{task}: Die Geräte werden geprüft.</translation>
        </message>
        <message>
            <source>{text} means part {index} of {count}; parts are numbered from 1 to their number, which is {most:,} at most, so a SLURM array begins with 1.</source>
            <translation>{text} bedeutet Teil {index} von {count}; Teile werden von 1 bis zu ihrer Anzahl gezählt, die höchstens {most:,} ist, ein SLURM-Array beginnt also mit 1.</translation>
        </message>
        <message>
            <source>{text} takes the part from an array job, and none of the variables {names} is set here; start it in an array job, or name the part, such as 1/8.</source>
            <translation>{text} übernimmt den Teil aus einem Array-Job, und keine der Variablen {names} ist hier gesetzt; starten Sie es in einem Array-Job, oder nennen Sie den Teil, etwa 1/8.</translation>
        </message>
        <message numerus="yes">
            <source>{tiles} tiles that overlap tiles of another split are left out.</source>
            <translation>
                <numerusform>{tiles} Kachel, die Kacheln eines anderen Teils überlappt, bleibt außen vor.</numerusform>
                <numerusform>{tiles} Kacheln, die Kacheln eines anderen Teils überlappen, bleiben außen vor.</numerusform>
            </translation>
        </message>
        <message>
            <source>{tile}, shown {times} times</source>
            <translation>{tile}, {times}-mal gezeigt</translation>
        </message>
        <message numerus="yes">
            <source>{title}: {n} training tiles</source>
            <translation>
                <numerusform>{title}: {n} Trainingskachel</numerusform>
                <numerusform>{title}: {n} Trainingskacheln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{told}; measured on {n} validation tiles.</source>
            <translation>
                <numerusform>{told}; gemessen auf {n} Validierungskachel.</numerusform>
                <numerusform>{told}; gemessen auf {n} Validierungskacheln.</numerusform>
            </translation>
        </message>
        <message>
            <source>{told}; no validation tile, so the scores are those of the training tiles and too good.</source>
            <translation>{told}; keine Validierungskachel, daher stammen die Kennzahlen von den Trainingskacheln und sind zu gut.</translation>
        </message>
        <message>
            <source>{unknown:,} of {total:,} pixels of {masks} have none of the colours of the class table ({colors})</source>
            <translation>{unknown:,} von {total:,} Pixeln von {masks} haben keine der Farben der Klassentabelle ({colors})</translation>
        </message>
        <message>
            <source>{value} %</source>
            <translation>{value} %</translation>
        </message>
        <message>
            <source>{value} ({pixels:,} px)</source>
            <translation>{value} ({pixels:,} px)</translation>
        </message>
        <message>
            <source>{verdicts}: IoU {before} to {after}, {points} points</source>
            <translation>{verdicts}: IoU {before} auf {after}, {points} Punkte</translation>
        </message>
        <message>
            <source>{verdicts}; no validation tile says what they brought</source>
            <translation>{verdicts}; keine Validierungskachel sagt, was sie gebracht haben</translation>
        </message>
        <message>
            <source>{where} holds neither texts nor whole numbers; choose a field that does.</source>
            <translation>{where} enthält weder Texte noch ganze Zahlen; wählen Sie ein Feld, das es tut.</translation>
        </message>
        <message>
            <source>{where} holds the class value {value:g}; class values must lie between 0 and {highest}.</source>
            <translation>{where} enthält den Klassenwert {value:g}; Klassenwerte müssen zwischen 0 und {highest} liegen.</translation>
        </message>
        <message>
            <source>{where} holds {count} different values, more than {most}: that looks like imagery or measurements, not like classes; choose a class raster or a field with classes as labels.</source>
            <translation>{where} enthält {count} verschiedene Werte, mehr als {most}: das sieht nach Bilddaten oder Messwerten aus, nicht nach Klassen; wählen Sie ein Klassenraster oder ein Feld mit Klassen als Klassenangaben.</translation>
        </message>
        <message>
            <source>{where} holds {value:g}, which is not a whole number; choose {what} with a whole number per class.</source>
            <translation>{where} enthält {value:g}, was keine ganze Zahl ist; wählen Sie {what} mit einer ganzen Zahl je Klasse.</translation>
        </message>
        <message>
            <source>{where} is empty for all features; choose another field or fill it.</source>
            <translation>{where} ist für alle Objekte leer; wählen Sie ein anderes Feld, oder füllen Sie es.</translation>
        </message>
        <message>
            <source>°</source>
            <translation>°</translation>
        </message>
        <message>
            <source>±</source>
            <translation>±</translation>
        </message>
        <message>
            <source>× {factor:.2f}</source>
            <translation>× {factor:.2f}</translation>
        </message>
    </context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
    <context>
        <name>DIAO</name>
        <message>
            <source>* measured on little: fewer than {pixels:,} pixels of the class stand in the reference, or they stand on fewer than {pieces} pieces of ground of {side} px square.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>* measured on little: fewer than {pixels:,} pixels or fewer than {tiles} tiles of the class.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>, shown {n} times per epoch</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>, {n} of them synthetic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>, {n} verdicts per point</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1. Data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1. Draw points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1. Synthetic tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>16 bits are too few for some of the pixels; going on in 32 bits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>2. Balance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>2. Repeats (optional)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>2. Say what is there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>3. See how good the map is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>3. Train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>4. Map</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>; shown {n} times per epoch</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>; {n} are of judged ground</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>; {n} are synthetic</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>A class needs a name that no other class has, without a comma, got “{name}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A class-weighted loss and dynamic sampling both favour rare classes, which is once too often; set {label} to Cross entropy, or {other} to Plain.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A device does not work; the options page says which and why.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A file of the environment is held by another program, often a virus scanner; wait a minute, or close other QGIS windows, then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A first map within minutes, to see whether classes and labels work out; the rarest classes need more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A folder of images and masks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A larger encoder and a longer training, for the last points; with a GPU, or overnight.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A layer of XYZ tiles, of a WMS or of a WMTS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A model made here that the training goes on from, with its weights and its normalisation, instead of Encoder weights: for new tiles, or corrections. It must have the same architecture, encoder, bands and classes; the decoder then learns as slowly as the encoder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A new tile dataset with the scores and the repeats.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A new tile dataset: the tiles of the old one and those of judged ground.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A new tile dataset; its images lie beside it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A package has no build for this Python and this machine; use a 64-bit Python 3.10 to 3.14, then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A part is given as 3/8, or as auto/8 or auto in an array job, and not as {text!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A polygon per change, with both classes, area in m², mean confidence, and the date of the image that first shows the new class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A polygon per object of the chosen classes, with class, area in m² and mean confidence.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A raster with class values in its first band.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A standalone Python {version} comes along (35 MB), since this machine has none that serves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A standard error of {error:g} needs {count:,} points, more than {limit:,}; want a larger one, or raise the expected accuracies.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A tile dataset that the new tiles are added to; empty makes a new one. Its own tiles, their numbers and splits and its class table stay as they are, images that are in it already are not added again, and the result is a new file. Classes are matched by name, else by value; tile size and unlabelled value must be those of the dataset, and the shares that are held out are those of all tiles together.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A torch model can change every file in and below the folder of its outputs, and {folder} holds your settings; choose a folder for the outputs alone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A torch model is a program that can do whatever you can. Say yes only when you trust whoever made it. ONNX models need no trust.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A training of this file was interrupted on {when}: with the same settings and tiles it goes on after epoch {epoch}, with others it begins anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A training of this file was interrupted on {when}: with the same settings and tiles it goes on after its last whole epoch, with others it begins anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A training of this file was interrupted on {when}; it begins anew, because going on with it is switched off.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A virus scanner or a policy of this machine blocks the packages; have the folder of DIAO's data allowed (its address stands in the log), then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About {time}, as fast as this computer has trained such a network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accuracy of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add to dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address of a Dask cluster whose workers share the work, such as tcp://10.0.0.5:8786; empty means this computer alone. Inputs and outputs must lie where all workers see them under the same names.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Advanced</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Aerial image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>After</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All devices of this computer work.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All images have been looked at: {count} are in the map, {refused} were set aside.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All is filled in; begin with the button above.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All labelled ground is of one class, {name}; if {ignore} is a class of the labels, choose another Unlabelled value.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All labelled pixels of the training tiles are of {name}, and a model needs two classes to tell apart; label another class, or set split to train for tiles that have one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All measures are weighted by the mapped area of each class; the counts are those of the sample.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All new tiles overlap tiles of {path} that belong to other splits; choose images of other ground, or set Split by to blocks of tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All objects of the list have been looked at.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All objects of {names:and} are cut by the edge of their image; switch {label} ({contract}) on to use them, or label more of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All points are judged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All points together; more where the classes' least numbers ask for it. Not used when a standard error is wanted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All results are temporary: they go away with QGIS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All results are temporary: they go away with QGIS. Choose a folder to keep them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All rules were checked on every tile and hold.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All training tiles have 0 repeats; set repeats to 1 or more for some of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All transitions</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>All {count} images are in {path} already, the first is {first}; choose images that are new, or use Learn from corrections for more labels on them.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Allocation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Allow files from outside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Also read files that the dataset names on the network, or outside its folder without being what it was made from. A dataset can name anything: switch it on only for one that you trust.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Also use things that are cut by the edge of their image; those that only the edge of a tile cuts are completed anyway. Areas may always be cut.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An Apple GPU cannot be shared by several processes; train in one process, or set {label} to cpu.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An epoch is as varied as if {effective:.1f} of the {drawn} tiles were shown equally often (effective tiles).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An interrupted training of this model was made with other settings or tiles, or cannot be read; it is kept, and this one starts anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another run is writing {output} ({holder}); wait for it, choose another file, or remove {lock} if no such run is going on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another set-up of the engine is running; wait for it to end.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apple GPU (MPS)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apple GPU (MPS; CoreML for ONNX models)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Architecture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Area</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Area (ha)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Area (m²)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Area (pixels)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Area and Extent have no ground of the raster in common; change one of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Area and accuracies of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Area or Extent lies outside all images; choose ground that overlaps them, or check its CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Area that differs, in m², where the map has a CRS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Area that has changed, in m², where the map has a CRS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Areas are measured on the ellipsoid.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As edited in the class table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Assets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Assets that are images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attribute of the label polygons that holds the class, as text or as a whole number; not used for rasters.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attribute of the polygons that holds the class, by name or by value; empty means class_name or class_value.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attribute of the reference layer that holds the class, as text or as a whole number; not used for rasters.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Automatic device means</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Automatic: the GPU where there is one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back to {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Background class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Balance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Balance a dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Balance by repeats (DIAO)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Balance of the training tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Balance, train and map rare classes, step by step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Balanced dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Balancing makes a model look out for rare classes. 0 keeps that and finds more rare objects, 1 takes it back for fewer false alarms (the sensitivity of the dock, from right to left); empty means what was best on the validation tiles of the model, as its card says.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Balancing makes a model look out for rare classes: to the right the map keeps that and finds more of them, to the left it takes it back (prior correction). It begins with what was best on the validation tiles of the model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Band</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bands</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bars of {names}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Batch size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Batches per epoch; 0 means enough to cover the area of all training tiles once, repeated ones as often as they are repeated.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Batches that each model is trained on; more take longer and say more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Before, after, labels before, labels after with the pasted objects outlined.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Before, after, labels before, labels after; pasted objects are outlined in the labels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Before: last seen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Best</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Best possible imbalance: what no repeats within the same limits could go below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Between any two points; 0 for none. It spreads the points, and leaves some classes with fewer where there is no room.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Blending</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Blocks of tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bringing images and map together</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Brings a class map up to date with one or more images: where the model is certain, the newest image says the class, elsewhere the map stays as it is. What changed comes as polygons with both classes, area, confidence and date, and as a table. Images may overlap, cover parts only, differ in CRS and pixel size, and come twice or in any order: the result is the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>COCO with outlines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CPU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CPU, as asked for</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CPU: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CRS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CRS must be the code of a CRS in metres, such as EPSG:25832, got {code}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV with the columns value (or id), name and color (#rrggbb). With it, masks may also be pictures in those colours, with or without a palette. Empty means classes.csv in the folder, else the palette of the masks, else the values found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancelled; nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancelled; nothing was written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancelling …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Card</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change of size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change the colour …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change the target …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changed to another class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changes {n}: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check every synthetic tile against all rules, and stop when one is broken.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check the result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Checking that it runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chesapeake land cover</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chips with GeoJSON outlines (ramp, fAIr)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a model: one that you have trained, or a file made elsewhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a tile dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a tile dataset: a layer of tiles, or a file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the field of {layer} that holds the class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the folder of the images and masks.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the folder that images arrive in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the raster that is to be mapped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class distribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class field</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class field is missing: {path} holds polygons; choose the field with the class ({known}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class names</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class of the objects in the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class on the ground</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class raster</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class raster with names and colours; beside it lies what is known of each pixel's class and date, for the next update.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class raster with names and colours; nodata stays nodata.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class shares</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class shares after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class shares before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class-weighted cross entropy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class-weighted loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Classes (a double click changes a name; tick the rare ones):</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Classes of the dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Classes of the model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Classes on the {tiles}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Classes take turns, rare ones first; within a class uncertain objects of all sizes and places come first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Click to see it in full size.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close this note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clouds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Code of the CRS of the file, such as EPSG:25832; its unit must be the metre. Empty: that of the layer where it measures in metres, else the UTM zone of the ground, since the metres of Web Mercator are not those of the ground.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cohen's kappa</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Collecting objects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour of the class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour tolerance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colours of all classes as #rrggbb, separated by commas, in the same order.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare two maps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare ways of balancing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare with a reference</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compares a class raster with a reference (class raster, polygons or sample points): confusion matrix, IoU, F1, precision and recall per class, their means, overall accuracy and kappa. When the reference is a sample of points, all of them are weighted by the mapped area of each class, and there are class areas with 95 % confidence intervals (Olofsson et al. 2014).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compares two class rasters of the same ground, of two models or of two dates: a difference layer that shows from which class to which the ground differs, and a table of all transitions with their areas. Classes are matched by name where both maps name them, else by value. It says where the maps differ, not which of them is right: for that, use Evaluate map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comparing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comparison of two maps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Computes the same on each device, in half a minute or two</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Computing the best possible</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confidence raster of the map, 0 to 1; it says where the map is certain.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confidence raster on the same grid; empty leaves the column empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confusion matrix</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confusion matrix on the {tiles}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Context layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ConvNeXt-Tiny</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Coordinates such as {x:g}, {y:g} do not fit the CRS {source} of their layer, or cannot be brought to {target}; assign the layer the CRS that it is in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copies it to {folder} and opens it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copies rare objects into other tiles, at places with the surroundings they have in reality.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copies rare objects into other training tiles, at places with the surroundings they have in reality. Only ground that such objects really stand on is covered, never rare classes or unlabelled ground; no thing is cut and no line broken. Things (houses) are copied whole, areas (fields, ponds) are clipped to the parcel that they are put into, lines (roads) join others of their kind; which of these a class is follows from its shapes, or from the column form of the table classes. The colours are matched to the light of the new tile. The result is a dataset with the synthetic tiles added (origin synthetic), a picture of some of them beside it, and the layer objects: untick use or delete an object there, and the next run on that dataset leaves it out and makes the synthetic tiles anew. Validation and test tiles are never used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copies the selected rows, or all where one or none is selected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copies the table: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy diagnostics</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Correct and learn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Correcting labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Count</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Counting classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Create one from layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Create or open a tile dataset first, on the page Data.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Create the tile dataset: it shows how much there is of each class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Create tile dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Crop size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Crops per step; lower it when memory runs out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Crops to choose from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cross entropy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cross entropy + Dice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Custom</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cuts imagery and labels into tiles and writes them as one GeoPackage: a polygon per tile with the pixels of every class, divided into training, validation and test by blocks of ground, so that a model is not judged right beside what it learned from. Labels are polygons with a class field, in any CRS, or class rasters on any grid; class names and colours come from the layer's style. The imagery is not copied and no input is changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO adds no more repeats once the imbalance is as low as this; 0 goes on as long as it helps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO maps rare land cover: it learns from your labels and gives rare classes the weight that they need. The steps above lead from layers to a map; your data stay on this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO options …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO sample</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO's engine runs in a Python environment of its own, which is not set up yet. It is made in your data folder; QGIS's own Python stays as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO: checking the Python</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO: checking the {size} environment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO: looking at this computer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO: map the rare classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO: removing the {size} environment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO: setting up the {size} environment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO: testing the devices</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO: the tiles that bring the shares closest to the target (recommended)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO: welcome and sample</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DIAO: work folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dask scheduler</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dataset with reviewed tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dataset with synthetic tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Datasets, models and maps are kept here. What lies in another folder stays there when you change it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Date of the imagery</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Date of the map so far</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dating the changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DeepGlobe land cover</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DeepLabV3+</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Describe model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deviation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deviation per band</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Device {device} cannot be used: {reason}; choose auto or cpu, or set up an engine with GPU support.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Device: the Apple GPU, found when the engine was set up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Device: the CPU; the engine found no GPU that it can use when it was set up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Device: the GPU if the engine finds one, else the CPU; which one is shown here once it trains.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Device: the GPU {name}, found when the engine was set up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Device: {name}, as Settings &gt; Options &gt; DIAO says.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Device: {name}, as chosen.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Devices</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Difference</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Difference layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Difference {n}:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Difference {n}: {before} to {after}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Distance from equal class shares after, as KL divergence in nats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Distance from equal class shares before, as KL divergence in nats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Divide pixel values by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Downloading the weights of {encoder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw sample points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drawing points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drawing polygons</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drawing the differences</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drawing the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draws random points on each class of a map, for you to say what is really there: the layer comes with a form of the map's classes, and hides what the map says. Evaluate map then tells from it how good the map is, and how large each class really is, with 95 % confidence intervals (Olofsson et al. 2014). The points are numbered in random order, so you may stop after any of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop one file at a time: a tile dataset or a model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dynamic sampling</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dynamic: more of the classes seen too seldom so far (recommended)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Each image is mapped as it is, 10 % darker and 10 % brighter, and what the model says counts by the least certain of the three, so that other light is not taken for a change; three times the work of the model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Each image that has arrived whole in a folder, or is new in a STAC catalogue, brings a map up to date, with the model and the settings above. This goes on beside your work while the project is open; started again, it goes on where it was.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Effective tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>EfficientNet-B3</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>EfficientNet-Lite0 (small)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Effort</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encoder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encoder weights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>End the training with this epoch; the model is that of the best epoch so far.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Environments of {path} do not run; a standalone Python {version} is fetched instead.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Epoch {epoch} of {epochs}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Epoch {n}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Epoch {n}: {values}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Epoch {step}: {values}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Epochs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Epochs without progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Equal shares for all classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Equal: as many for each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Estimated for the ground: overall accuracy {value:.3f} ± {half_width:.3f} (95 % confidence).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Estimates for the ground</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Evaluate map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Evaluation of a map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every class needs a name of its own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every training tile has 0 repeats; set repeats to 1 or more for the tiles to train on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything comes from the folder {folder}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything runs on the CPU, since no GPU that can be used was found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything runs on the CPU, since {gpu} needs a driver of version {needed} or newer and has {driver}; update the driver, then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Expected accuracies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Extent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Extra repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>F1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>FLAIR</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Feature pyramid network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fetch imagery from the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fetch imagery from the network…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File of the model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File of the tile dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File: {path}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filled tiles are shown to the training several times, hatched ones are synthetic. Pasted objects lie on top in the colours of their classes; below them, the objects that they were copied from.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finding objects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First map (ha)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First map (pixels)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Focal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Focal + Dice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Focal loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder of the results</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder of virtual rasters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder that images arrive in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder that images arrive in, or STAC catalogue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For the targets Recommended and Half-way to equal shares: 0 wants equal shares, 1 leaves the shares as they are, 0.5 is half-way.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Form</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Found out from the folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From the sample, weighted by the mapped area of each class, with 95 % confidence intervals (Olofsson et al. 2014). Valid for a random sample, or one that is random within the classes of this map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From which confidence on the map is certain.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From which confidence on the model's class counts; less certain ground stays as it is. Higher gives fewer false changes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From {first} to {second}. {count:,} pixels compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From → to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>GPU {name} (CUDA)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gained</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gains in mean IoU, training by training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>GeoPackage (*.gpkg)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give objects of the list a verdict first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go back to {name}; both files stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on training with it …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on with an interrupted training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on with its result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Goes to the page Train, filled in: on the new dataset, from the model of this map where that was trained here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Going on after epoch {epoch} of an interrupted training.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HTML page with classes, bands, origin and figures of the model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HTML page with learning curves, the per-class table and the confusion matrix.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HTML page with the class shares as bars and tables.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HTML page with the class shares before and after, the best possible imbalance and the tiles that are repeated most.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HTML page with the comparison: means, gains with intervals, and gains of each training.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HTML page with the confusion matrix, the per-class table and the area estimates.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HTML page with the largest transitions, gains and losses of each class, and the whole matrix.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HTML page with what was pasted and rejected, the class shares before and after, and pictures of tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Half the 95 % confidence interval of the overall accuracy, of a sample of points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Half-way to equal shares</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Help on this page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hide the maps while objects are looked at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>High</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>History</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far neighbouring tiles overlap; 0 for none.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far neighbouring windows overlap; empty means what the model's card says.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far the class shares of the training are from the target (KL divergence in nats): with the real tiles alone, with the tiles as they are now, and what no repeats can go below.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far the class shares of the training tiles are from equal shares (0 = equal), as KL divergence in nats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far the colour of a mask's pixel may lie from a colour of the class table and still be that class, as a distance in red, green and blue (0 to 441); 0 takes exact colours only. Masks that were saved as JPEG need some.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far the surroundings of an object reach, by which places are judged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How good is this map?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How large the steps of the training are at most, for the encoder (AdamW, one cycle); the decoder, which starts from nothing, learns 5 times as fast.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How many GPUs of this computer share each batch; 0 means all, as far as a batch has crops for them. It pays with large batches, so raise Batch size with it. With CPU as the device, so many processes share it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How many items of a collection, a search or a catalogue to open at most; the newest come first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How many pixels may be asked for: a server may shut out who asks for too much.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How many repeats may be added, in per cent of the number of training tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How many synthetic tiles are made, in per cent of the number of training tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How much of what the map calls a class is expected to be right, 0 to 1: one number for all classes, or name=number for some, separated by commas. Unnamed classes have 0.9, or 0.7 below an even share of the map. Used by the optimal allocation and the wanted standard error.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How much the size of an object may change: 0.2 is up to 20 %, 0 keeps sizes. Lines always keep theirs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How often each method is trained, with other random numbers each time. One training cannot tell a gain from chance; five are good.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How often the training goes through the tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How strongly DIAO spreads the repeats over many tiles instead of taking the same few: 0 looks at the class shares alone, more spreads them further.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How the crops that the training sees are chosen; with dynamic sampling neither repeats nor a class-weighted loss are needed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How the folder is arranged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How the pixels of an object are fitted into a tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How the points are shared among the classes. Whichever it is, the estimates are right: each class counts by its area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How the repeats are chosen.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How typical the surroundings of a place must be: at 0.1 nine in ten real objects would pass, at 0.5 half of them; 0 takes every place that may be covered.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ISPRS Potsdam</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ISPRS Vaihingen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>If a training with the same settings into the same file was interrupted, go on where it stopped; else begin anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Image {number} of {count}: {name}, of {date}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ImageNet (downloaded)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imagery</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Images and masks paired by name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imbalance (0 = as wanted)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imbalance (KL divergence in nats; 0 = as wanted)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imbalance after (0 = as wanted), as KL divergence in nats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imbalance before (0 = as wanted), as KL divergence in nats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imbalance is how far the class shares of the training are from the target: 0 where they are as wanted (KL divergence in nats).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imbalance of the training tiles (0 = as wanted): how far their class shares are from the target of the dataset's last step, or from equal shares where no step has set one, as KL divergence in nats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imbalance of the training tiles: {even:imbalance} from equal shares (0 = equal).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imbalance of the training tiles: {target:imbalance} from the target of the last step (0 = as wanted), {even:imbalance} from equal shares.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imbalance shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imbalance {value} (0 = as wanted)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import image and mask folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import one from a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In map (pixels)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In map (sample points)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In reference (pixels)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In reference (sample points)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In the bank</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Intersection over union on the held-out tiles, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Intersection over union, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Into how many parts the training ground is divided; each in turn is measured on and not trained on (folds of a cross-validation). 0 measures on the validation tiles, or on 3 parts where there are none.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Inverse class frequency</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IoU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IoU before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IoU in validation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IoU now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IoU of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IoU of rare classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IoU of the classes in the best epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IoU per class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IoU per class in epoch {n}, the best so far:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IoU per class in epoch {n}, which the model holds:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Is it worth it here?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It cannot be started.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It runs in 16 bits, whose results differ by at most {difference:.1%} of the largest.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It stands with the classes, on the page Data, and holds for all steps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>JSON</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Judge the points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Judged polygons</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the dataset as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the files in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the tile dataset as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep them there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep with the model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keeping the parts beside the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keeps the model steady by averaging its weights over the last steps; this share of the average stays at each step, 0 switches it off.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Label value that is not a class: ground without a label, clouds, outside the area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Labels are one polygon layer, or class rasters; untick the others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Labels may be one polygon layer or several class rasters, not {count} layers with {path} among them; merge the polygon layers first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Land cover (labels)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LandCover.ai</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Larger things and lines are not used, of larger areas only a part.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Largest object used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Largest transitions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last part at random</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last: {names}, {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layer whose polygons are mapped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layers of that run are not in the project any more; tick others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layers to make</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Laying tiles over judged ground</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layout</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Layout {layout}: {count} images with masks.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Learn from corrections</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Learning curves</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Learning rate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left open: nothing is learned of them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left open: only judged ground is learned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lets a training see tiles with much of the rare classes several times. It repeats the tile that brings the class shares closest to the target, looks again, and goes on (DIAO), without taking the same few tiles all the time. How often a tile is shown stands in the column repeats, where it can be edited; a new run starts from one of each tile, and a tile with 0 repeats stays out. Other methods are there to compare with. Repeats help rare classes where training is short and can cost accuracy where it is long. They are not needed with the dynamic sampling of Train model, only with plain sampling and for other software. Validation and test tiles are never repeated.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light matched to the new tile, soft edge (recommended)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LinkNet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List results of DIAO too</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lists only objects without a verdict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Load its layers again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Log of the run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looking around wrong objects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looking at the images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loss function</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lost</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LoveDA</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Low</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lower end of the 95 % interval of the gain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>MA-Net</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Macro F1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Made in your data folder, shared by all profiles; QGIS's own Python stays as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make another copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make the {size} environment anew? The one that is there stays until the new one runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Makes a GeoTIFF of a layer that QGIS shows from the network (XYZ tiles, WMS, WMTS), for the ground and at the pixel size that you ask for. Datasets and maps are then made from that file, which stays the same. QGIS fetches the pictures, with the login and the proxy that are set for it; what fails is asked for again, and what does not come ends the run, so no hole is taken for imagery. Terms of use: many providers allow looking at their imagery, but not storing it or training on it. You are responsible for what the provider's terms allow.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Makes a tile dataset of layers and balances it for Train model with dynamic sampling, which needs no repeats: Create tile dataset, Synthesise tiles, and Report class distribution before and after. Keep the dataset's parts by giving files in place of temporary ones.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Makes a tile dataset out of a folder of images and masks. Images and masks are paired by name (folders images and masks or labels, or a common suffix); georeference is used where there is one. A file splits.csv or folders train, val and test say what is for training, validation and test, classes.csv names the classes. Known public datasets come with their own classes; outlines of COCO, YOLO and GeoJSON are drawn. The images are not copied.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Making tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Making {path} with {python} and {tool}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map in other light too</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map rare classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map raster</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map so far</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map {n}:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map {n}: classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map {n}: confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map {n}: probabilities</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map {n}: rare objects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Map {n}: {raster}, {model}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Map: {map}. Reference: {reference}. {count:,} pixels compared.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>Map: {map}. Reference: {reference}. {count:,} sample points compared.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Mapped px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mapping</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mapping (ONNX Runtime)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mapping what the map shows …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Maps a raster of any size with a segmentation model: a class map with names and colours and, on request, the confidence, the probability of chosen classes, and the rare classes as polygons. Models are ONNX files made here or for Deepness, TorchScript (.pt, .pth, .ts) or exported programs (.pt2).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Maps a raster with a model and turns the rare classes into polygons: Map raster, then Polygons of rare classes. Open it in the model designer to build your own on it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Maps, tiles and polygons that this plugin has made are seldom what a dataset is made of.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Massachusetts buildings or roads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Maximum objects per tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Maximum repeats of a tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>May cover</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean IoU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean IoU of the method that came out best over no balancing, in points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean IoU of the rare classes, in per cent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean IoU over all classes, in per cent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean IoU {miou:.3f}, macro F1 {f1:.3f}, overall accuracy {accuracy:.3f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean IoU {miou}, macro F1 {f1} at its best sensitivity; the model is {file}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean IoU {miou}, macro F1 {f1}, overall accuracy {accuracy}, kappa {kappa}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean IoU {miou}, macro F1 {f1}; the model is {file}.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Mean and deviation need a number for each of the {n} bands, separated by commas.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Mean confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean per band</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Measure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Measuring</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Measuring the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Memory ran out with {count} windows at a time; going on with {fewer}.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Memory ran out with {count} windows of {size} px at a time; choose a smaller Window size or another Device.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Memory ran out, so the engine was ended and nothing was written; {advice}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Memory ran out; {advice}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Method</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Method: {method}. Target: {target}. Maximum repeats of a tile: {most}. Extra repeats: {budget:g} % of the training tiles ({count}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Methods</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Methods with their gains</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Methods: {methods}; trainings of each: {rounds}, of {steps} steps, measured on the {tiles}. Rare classes, below their target share: {rare}. Figures are means in per cent; gains are points over no balancing, with 95 % t intervals of the differences between trainings of the same random seed and part, and more than chance where the interval excludes 0. All models have the prior correction that is best for them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minimum confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minimum distance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minimum labelled share</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minimum per class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minimum plausibility</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mix Transformer B0 (small)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mix Transformer B2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>MobileNetV2 (small)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Model card</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Most items</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Most pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Most worth a look first; a click or the arrow keys show one on the map:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>NVIDIA GPU (CUDA)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the class that ground without a label belongs to (outside the polygons, nodata of class rasters); empty means that it stays unlabelled.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name the file of the dataset.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names and colours of the classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names of all classes in the order of the model's channels, separated by commas ("..." around a name with a comma). Empty keeps what is known, here as below.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names of the bands in the order that the model takes, separated by commas.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names or values of the classes that are rare and wanted as polygons, separated by commas.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names or values of the classes that become polygons; empty means the rare classes noted in the raster, else those below an even share, separated by commas.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names or values of the classes to copy; empty means all that have less than an equal share, separated by commas.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names or values of the classes whose polygons are wanted; empty means the rare classes of the model, separated by commas.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names or values of the classes whose probability and polygons are wanted; empty means the rare classes of the model, separated by commas.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Naming the classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New imagery</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next point</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No Python 3.10 or newer was found; a standalone Python {version} is fetched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No Python {oldest} or newer that serves was found, and a standalone one could not be fetched; install Python from python.org, or name a mirror in UV_PYTHON_INSTALL_MIRROR, then set up again. The reason: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No balancing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No class gets fewer points, however rare it is; 50 is usual. Each gets two in any case, or its spread would be unknown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No class has less than an equal share, so there is nothing to copy; name Classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No class value is free for the background class {name!r}; lower the greatest class value.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No method came out above no balancing; train as it is, or compare with more steps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No method is above no balancing by more than chance (the best by {gain:.1f} points, 95 % interval {low:.1f} to {high:.1f}); train as it is, or compare with more steps or trainings per method.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No more tiles are made once the imbalance is as low as this; 0 goes on to the wanted number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No object found a place; lower Minimum plausibility, or allow smaller or larger objects.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No object of the chosen classes was found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No pixel is both labelled and covered by valid imagery; check the labels, their CRS and the Unlabelled value.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No pixel of {masks} has {names:or} of the class table, so these classes are left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No polygon of {layer} is selected; select some on the map, or untick the box.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No polygon of {path} is judged; write right, wrong or class into its field {name}, or judge objects on the page Map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No synthetic tile gets more objects than this.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No tile could be held out as {split}; use more ground or smaller tiles.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>No tile is left: the fullest has {pixels} labelled pixels, {share:share} of a tile of {size} px, and Minimum labelled share is {least:share}; lower it or choose smaller tiles.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>No tile is shown more often than this per epoch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No tile was made, for the training tiles, counted by their repeats, are as balanced as asked already; choose another Target, lower Stop when imbalance is below, or set repeats back to 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No tile was made: the target of {names:and} is reached already, counted by the tiles' repeats; choose other Classes or another Target, or set repeats back to 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No training tile has {names:or}; choose other classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No validation pixel of {names}: its IoU cannot be measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No values yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nodata value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None of the {count} sample points of {path} has a class in the field {name}; say what is there at some of them first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None: every tile once</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Normalisation: (clip(pixel, low, high) - mean) / deviation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not tested yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not yet looked at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Nothing could be learned from the {count} judged polygons of {path}; the warnings say why.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Nothing has changed up to {date}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing says when {path} was taken: put the date into its name, such as 20240531, or set {label}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing yet: each run that is started in this dock is listed here, with its results and its values.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Now seen more often: {names}. Expect more of them to be found. Many synthetic tiles for few different objects teach the objects instead of the class; compare trainings with and without before going far beyond the proposed number of new tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of GPUs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of bands</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of objects left out as too small</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of other training tiles whose labels were corrected on judged ground</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of pasted objects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of polygons</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of polygons that were learned from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of polygons that were not</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of synthetic tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of tiles of an earlier run from the same layer that they replace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of tiles that were added</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Numbers separated by commas that are taken off after the division, for models that want standardised input.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Numbers separated by commas that the result is divided by.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ONNX, TorchScript or exported program.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Object {fid} is no longer in the layer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Objects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Objects of the chosen class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Objects of the class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Objects to paste: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Objects without a place because of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Objects: {counts}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of the overall accuracy, 0 to 1; the number of points follows from it and from the expected accuracies (Olofsson et al. 2014, eq. 13). 0.01 means a 95 % interval of about ± 2 percentage points. Empty takes the number of points.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Older images change nothing where the map has a class; empty means that the map is older than all images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On the grid of the first map: 0 where both maps say the same, else a value per transition, with its name and a colour.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One of the {count} processes of the training has ended before its time; start the training again, which goes on after the last complete epoch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One of the {count} processes of this run has ended before its time, most likely for lack of memory; close other programs and start again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One or more images with the bands that the model was trained on. When each was taken is read from its metadata or its name (such as 20240531 or 2024-05-31).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One or more rasters with the same bands; any number of bands, 8 or 16 bit or float.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One polygon layer with a class field, or one or more class rasters. Where class rasters overlap, the first counts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One row per class: value, name, color, pixels, share, target, minority, and the tiles and pixels of each split.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One row per class: value, name, pixels in map and reference, IoU, F1, precision, recall, and whether these rest on little ground.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One row per method: means, gains over no balancing with their 95 % intervals, and whether they are real. The second table, trainings, has a row per training.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One row per pair of classes before and after: values, names, pixels, area in m² and ha, share of the compared ground.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One row per pair of classes: both values and names, value in the difference layer, pixels, area in m² and ha, share of the compared ground.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One training per method cannot tell a gain from chance (the best is {gain:.1f} points above no balancing); use more trainings per method.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One training per method has no interval: what differs may be chance. Use more seeds.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only one of {path} and the model's training imagery declares a scale or an offset, so the values are taken as they are; check that they mean the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open STAC items</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a copy in the model designer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open as a model in the designer …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the form</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the model: what a project names is not opened unasked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the tile dataset of the model first, on the page Data.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>OpenEarthMap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Opens the rasters that items of a STAC catalogue name as layers: those of a single item, or those of the newest items of a collection, a search or a saved list. Nothing is copied: what lies on a server is read from there, in parts, by QGIS and by the engine, with the settings that you have for GDAL (of a bucket, for example). Bands that lie in files of their own become one layer by a virtual raster, where Assets joins them by +.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Optimal: more where the map is expected to err (Neyman)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Other ground becomes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Other ground of the new tiles is left open, since Class map and Confidence are not both given; from wrong objects alone a model unlearns rare classes, so give both, or judge as many objects that are right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Out of how many random crops dynamic sampling takes one each time; the more, the more it favours rare classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Overall accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Overall accuracy {accuracy} % (95 % confidence)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Overall accuracy {value:.3f} ± {half_width:.3f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Overlap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Overlap ({overlap} px) must be at most half of the window size ({size} px); lower it or use larger windows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Part {shard} ended on its workers again and again ({reason}); run this again: the other parts stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Part {shard} has no ground: there are more parts than blocks of 256 pixels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Part {shard} has nothing to do: there are more parts than pairs of image and mask.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Part {shard} is there already; nothing is done.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Parts to measure on in turn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Parts: {count:,}, {left:,} of them still to be done. Workers of the Dask cluster at {address}: {workers:,}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pascal VOC</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pasted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pasted objects: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pasted pixels on ground where such objects do not stand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paths in {folder} would have {needed} characters, more than the {allowed} that Windows allows; set DIAO_HOME to a shorter folder, such as C:\diao, or allow long paths.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pixel size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pixels as they are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Places</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plain: at random</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plausibility of the places that were taken: median {median:.2f}, 5 % below {low:.2f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Point</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Point {n}: what is in the small square?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Points of mean IoU over no balancing, with the half width of the 95 % interval</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Points with their number, the class on the ground (empty, for you), a note, the class of the map and the mapped area of that class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Polygons of a layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Polygons of clouds, or rasters with another value than 0 there; what they cover is not seen in any of the images. A raster that lies beside an image and is called like it with _clouds behind (a_20240531_clouds.tif) counts for this image by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Polygons of rare classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Polygons of rare classes with verdicts, or any polygons with a class, in any CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Polygons with class value, class name, area, pixels, mean confidence and a field for your verdict.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Polygons, in any CRS, that limit the ground that is brought up to date; empty means everywhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Polygons, in any CRS, that limit the ground that is compared; empty means everywhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Polygons, in any CRS, that limit the ground that is judged; empty means everywhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Polygons, in any CRS, that limit the ground that is mapped; empty means everywhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Polygons, in any CRS, that limit the ground that is used; empty means everywhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Prec.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Precision</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Preparing labels of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Preview</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Preview of {n} tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Preview on the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Prior correction that is best on the validation tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Prior correction {correction:g} is best on the validation tiles: mean IoU {miou:.3f}, at 0 {uncorrected:.3f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Prior correction: 0 finds more rare objects, 1 has fewer false alarms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Private environment of the engine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Probabilities</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Probabilities of all classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Probability of each chosen class, 0 to 1; a band per class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Probability of the mapped class, 0 to 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Prod.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Producer's accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress of the set-up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Proportional: by the area of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Putting parts together</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PyTorch comes from the usual package index, since its own one, {index}, did not serve: {reason} What follows: {consequence}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PyTorch is no longer made for Macs with Intel processors; set up the base environment, which does all but training.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pyramid attention network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Python of the engine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Python of your own</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quick look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Random repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Random seed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Random seed {seed}, part {fold}, {method}: mean IoU {miou:.1f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Random seed {seed}, {method}: mean IoU {miou:.1f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Random tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rare IoU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rare classes that were found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rarer than wanted and now seen more often: {names}. Expect more of them to be found, and more false alarms.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Raster</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rasters are merged into cloud-optimised GeoTIFFs (--cog) or stay in parts under a virtual raster (--vrt); name one of both.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rasters such as slope, soil or elevation, in any CRS: objects are put only where these have values as at real objects. Whole numbers may be categories.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading the card</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading the masks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading the model's card …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading the tile dataset …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ready: {versions}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recall</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent datasets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recommended: raise rare classes, keep the rest in proportion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rectangle, in any CRS, that limits the ground that is mapped; empty means everywhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rectangle, in any CRS, that limits the ground that is used; empty means everywhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Red, green, blue, and an alpha band that is 0 where the server has no imagery.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reference</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reference px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove from the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove the {size} environment? It can be set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repair</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repeat factors (Gupta et al. 2019)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repeated tiles {n}: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repeats (DIAO)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repeats show {draws:,} tiles per epoch instead of {tiles:,}, and dynamic sampling favours rare classes too, which is once too often; train on the dataset without repeats, or set {label} to Plain.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Report class distribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ResNet-18</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ResNet-34</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ResNet-50</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reviewed training tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Roughly {time} on an ordinary GPU; the first training measures this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Roughly {time} on two cores, faster on more; the first training measures this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Roughly {time}, judged by how fast this computer has trained another network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows are the first map, columns the second, in ha.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows are the first map, columns the second, in pixels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows are the reference, columns the map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows are the reference, columns the model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Running for {time} minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Runs of this project, the newest first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>STAC item or collection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sample</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sample points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sample points {n}: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sampling</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as CSV …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the edits of {layer} first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the model as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saves the table as a file: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Scores</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Second map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Second map (ha)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Second map (pixels)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Seconds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Seed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Seen by the loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Seen since</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SegFormer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Selected features only ({n})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sensitivity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set aside, until they change:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set up for clusters too</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set up to balance and map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set up to train too</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Setting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share after balancing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share in the training tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the classes in training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the classes in training, before and after balancing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the compared ground that differs, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the compared ground that has changed, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the ground that the server has no imagery of, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the labelled ground that is held out for test.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the labelled ground that is held out for validation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the labelled training pixels, with repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the training, at its end, with crops at random, so that the model sees the real class shares last; dynamic sampling fades towards it, 0 keeps it to the end.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shares in the training tiles, with their repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shares in {split}: {shares}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Short trainings favour balancing more than long ones, for they see the rare classes too seldom to learn them; where a gain is near the noise, compare with more steps. Of twenty intervals of methods that give nothing, one excludes 0 by chance.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show on the map what has changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the maps again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show tiles on the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shown more often by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shows how much there is of each class in a tile dataset: pixels, share, tiles and repeats per class for training, validation and test, which classes are rare, and how far the training tiles are from what is wanted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shows the card of a segmentation model: classes, bands, pixel size, normalisation, how it was trained and how good it is. Models made elsewhere may lack parts of it: what you say here is kept in a file beside the model (its name with .card.json), and Map raster uses it from then on. The model itself stays as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shows tiles with much of the rare classes to the training several times. Not needed with dynamic sampling, which the page Train is set to; it is for plain sampling and for other software.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Side of a pixel on the ground. Finer than what the server has gives no more detail.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Side of a tile, in pixels of the imagery.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Side of the pieces of a tile that the training is shown; a multiple of 32.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Side of the pixels that the model was trained on; other rasters are resampled for it. 0 when nobody knows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Side of the windows that the model sees; empty means what the model's card says.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Simplify</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size of the steps and kinks that are smoothed out of the outlines; neighbours keep their common border, 0 keeps the outline of the pixels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smaller changes are left out of the map; empty leaves out those of fewer than 9 pixels, 0 none.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smaller objects are left out, and how many is said; empty leaves out specks of fewer than 9 pixels, 0 nothing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smaller objects are not used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smallest change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smallest object used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smallest polygon kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Some images have a CRS and some have none; assign one to all of them, or leave some out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Some of the tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Split by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Spread over tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Standard deviation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Standard error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Standard error that is expected of the overall accuracy, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start from model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start watching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start with my own data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Started from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Starting the engine …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Step {n}: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Steps per epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Steps per training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop and keep the best</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop watching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop when imbalance is below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop when the validation IoU has not risen for this many epochs; 0 means never.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopped after epoch {epoch}: the validation IoU has not risen since epoch {best}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopped on request in epoch {epoch} of {epochs}; epoch {best} is the best and is kept.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Stopped on request; the result rests on {count} trainings per method.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Suggested order</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synthesis broke its own rules: {rules} Please report it with the log.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synthesise tiles (DIAO-CP)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synthetic tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synthetic tiles (DIAO-CP)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synthetic tiles {n}: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synthetic tiles, dynamic sampling</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synthetic tiles: before, after, labels before, labels after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synthetic tiles: {tiles}; objects on them: {objects}, out of {bank} collected ones. Blending: {blend}. Minimum plausibility: {plausibility:g}. Width of the surroundings: {ring} px. Random seed: {seed}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synthetic training tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Takes the last verdict back; again, the one before.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Target</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Target share</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Target – {meaning}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Test share</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Test the devices</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Test tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Texture kept, colours taken from the new surroundings (Poisson)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>That would be {count} layers, more than {most}; choose Assets among {known}, or fewer items.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The Apple GPU trains and maps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The CRS of {path} cannot be read; assign the layer tiles its CRS, or make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The CRS {crs!r} is not known; give a code such as EPSG:32633.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The Dask scheduler at {address} had no worker for {seconds} seconds; start some, then run this again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The Dask scheduler ended while part {shard} was done; start it and run this again: parts that are done stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The GeoPackage that is made; its first layer is tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The ImageNet weights of {encoder} cannot be downloaded from {endpoint}, so the encoder starts from none: the map will be worse. Connect, or name a local file of weights (.safetensors, .pth).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The ImageNet weights of {encoder} cannot be downloaded: {endpoint} does not answer, sends nothing or lacks them; connect, name a local file (.safetensors, .pth), or set Encoder weights to none.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The ONNX file with the model and its card.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The ONNX model differs from the trained network by {difference:.2g}; choose another Architecture or Encoder and report it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The Python interpreter {path} does not exist; choose one that does.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The Python that the environment in {path} was made from is gone; set it up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The algorithm {name} is missing; enable the plugin DIAO under Plugins.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The approval cannot be kept: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The asset {key} cannot be opened ({reason}); check the address, your access to it and the connection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The assets {first} and {other} do not cover the same ground, so their bands make no image; choose assets that do.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The assets {first} and {other} lie in different coordinate reference systems ({crs} and {other_crs}), so their bands make no image; choose assets that share one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The background class {name} is none of the classes of {path}, which are {known:and}; choose one of them, or leave Add to dataset empty.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The bands of {count} images have other names than those of {reference}, the first is {path} with {names} instead of {expected}; they are taken in their order, so check that they mean the same.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The bands of {file} are {theirs}, those of the dataset {own}; they are taken for the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The bands of {path} are matched to those of the model by name: {places}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The best possible imbalance is {floor:imbalance}: no repeats within these limits could go below.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The class around them in the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The class of the map where it is certain (recommended)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The class raster to bring up to date, of this algorithm or any other; the result has its grid. Empty starts a new map on the grid of the oldest image, which grows with each image beyond it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The class raster to compare it with. On another grid, it is read at the middle of each pixel of the first map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The class raster to start from: the earlier one, or that of one model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The class shares that are wanted in the training.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The class shares that are wanted in the training; a class that has reached its share is not copied any more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The class shares that dynamic sampling works towards.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The class that the object is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The class values {values} are not all different; give every class its own value.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The classes are called by their values; double-click one to give it a name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The classes of {file} are {theirs}, those of the dataset {own}; they are taken for the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The colour cannot be written into {path} ({reason}); make the file writable, or end what else writes it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The colours and the form of {path} could not be stored with it ({reason}); the result itself is complete. Make room on the disk, or choose another place for the output, and run it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The comparison starts from the real tiles, each once, and leaves out those with 0 repeats.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The crops were as varied as those of {effective:.1f} tiles that are shown equally often. What the loss has seen is what was shown times the class weights of the loss; the prior correction is set against these shares.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The dataset before this step, {name}, is gone, so the step cannot be undone; put the file back, or create the dataset anew on the page Data.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The dataset has format {version}, newer than {known}; update the plugin.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The dataset has no labelled validation tile, so the training tiles are measured and the figures are too good; set split to val for some tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The dataset has no training tile that is shown; set split to train and repeats to 1 for some.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The dataset has no training tile; set split to train for some tiles or lower the held-out shares.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The dataset is being read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The dataset reads {path}, which is neither a file in its folder nor one that it was made from; switch Allow files from outside (ALLOW_OUTSIDE) on if you trust where the dataset comes from.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The device directml runs ONNX models only; choose another Device or an ONNX model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The device {device} is not available here (available: {available}); {advice}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The disk is full; free some space or choose another place for the outputs, then run it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The disk is full; free some space, then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The disk of {location} is full; free some space or choose another place for the outputs, then run it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine failed: {error}: {reason}. Please report it with the log.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine is being set up; this waits until it is ready.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine is not set up yet; begin above.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine is set up: you can make datasets, balance them and map now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine is set up: you can make datasets, balance them, train and map now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine needs Python {oldest} or newer ({reason}); install one, then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine needs Python {oldest} or newer, and {path} is Python {version}; set the engine up again, or choose another interpreter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine stopped unexpectedly ({ending}); its results were complete and are in their places, but what it had to say of them is lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine stopped unexpectedly ({ending}); nothing was written. Run it again, or see the log.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine was ended from outside ({ending}), by a user, another program or the system, and nothing was written; run it again. Systems do so when memory is short: if it comes again, {advice}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine's Python {path} cannot be started ({reason}); check it under Settings &gt; Options &gt; DIAO.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine's Python {path} cannot be started ({reason}); set the engine up again, or choose another interpreter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine's Python {path} does not exist; choose another under Settings &gt; Options &gt; DIAO, or leave it empty there and unset {variable} to use the private environment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine's Python {path} does not exist; choose another under Settings &gt; Options &gt; DIAO, or leave it empty there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine's environment lacks the package {package}, which belongs to its size {size}; set that size up under Settings &gt; Options &gt; DIAO.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The engine's environment lacks the package {package}; set it up again under Settings &gt; Options &gt; DIAO.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The environment could not be made ({reason}); the log tells more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The environment {path} is in use; close what runs in it, such as other QGIS windows, then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The extent cannot be brought to {crs}; choose one that lies there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The extent has no CRS; choose it in a map with one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The extent is {width} degrees wide, and the metres of one UTM zone hold for {most}; choose a smaller extent, or a CRS in metres (CRS).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The extent lies outside of its CRS; choose another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The extent lies outside the raster {path}; choose one that overlaps it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The field {name} of {path}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The field {name} of {path} holds names ({listed}) and the map has only values; choose a field of values.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The field {name} of {path} holds none of the map's classes, but {listed}; the map's classes are {classes}, choose the field or the map that belongs to it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The field {name} of {path} holds {value:g}, which is not a whole number; choose a field with a whole number or a name per class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The fields below have values of your own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The figures of {names:and} rest on little ground (fewer than {pixels:,} reference pixels, or fewer than {pieces} pieces of {side} px square); do not judge the map by them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file (JSON) or the address (https://…) of an item, of a collection, of a search with its answer, or of a catalogue.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file of the dataset is read-only, so its targets cannot be changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The files stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder of the environment cannot be written; set DIAO_HOME to one that can, then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder that holds the images and the masks.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {folder} cannot be written ({reason}); choose another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {folder} cannot be written ({reason}); set DIAO_HOME to one that can.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {folder} holds no packages (.whl); choose one that `setup --bundle` has made.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {folder} is gone since the run began; bring it back or choose another place for the outputs, then run it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {path} cannot be written to; choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {path} does not exist; choose another, or leave it empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {path} does not exist; choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The ground to fetch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The imagery cannot be written to {path}; check that there is room and that you may write there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The imagery has no CRS, but the labels {path} have one; assign the imagery its CRS first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The imagery is seen below the chosen object; untick it, or leave the page, and all is as before.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The imagery labelled by {path}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The imagery that the polygons were judged on; empty means the images of the dataset. Where images overlap, a polygon is learned from the one that holds most of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The images are in {count} different CRSs, so the tiles are drawn in EPSG:4326.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The images have different data types ({dtypes}); check that their values mean the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The inputs have changed: create the tile dataset again, or go on with the one that is there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The job file {path} cannot be read: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The keys work in the list, and on the map while an object is looked at.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The labels do not overlap the images within the ground that is used; check that both have the right CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The labels have the class {name} with the value {value}, which is none of the classes of {path}: {known:and}; name or number it as one of them, or leave Add to dataset empty.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The labels of {count} earlier training tiles are corrected where judged ground says otherwise.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The last map has no probabilities of all classes, so the preview runs the model on what is shown; tick Probabilities, and Probabilities of all classes under Advanced, before you map, to see all of it at once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The last rounds, on the rare classes:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The layer cannot be written to; check whether its file is open elsewhere or its disk is full.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The layer of the polygons was removed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The layer tiles of a tile dataset (GeoPackage). A filter on the layer, or a selection when only selected features are used, restricts the work to those tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The layout {layout} was found out from the folder; choose another Layout if it is wrong.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The list is saved as {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The lock file {path} cannot be written ({reason}); remove it, or choose another output.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The lock file {path} is a link; remove it, or choose another output.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The lock file {path} was left behind by {holder}; it is taken over.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The loss is not a number any more in epoch {epoch}; lower {label} (now {rate:g}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map does not have {names:and}; all ground of it in the reference counts as missed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map does not show {raster}; move it there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map has no CRS, or a local one, and another grid than {path}; assign the map the CRS that it is in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map has no CRS, so areas in m² are unknown; set {label} to 0 or leave it empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map has no CRS, so metres are unknown; set Smallest polygon kept and Simplify to 0.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map has no CRS, so the areas in m² stay empty; assign the raster the CRS that it is in.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The map is made of {count} images; the newest is of {date}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The map shows nothing of {raster}; move it there, or map the whole raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map that is to be judged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map that the polygons come from: it says what lies around wrong objects. Its classes are matched by name, else by value.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map to evaluate.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The maps agree nowhere; check that {path} shows the same classes, for classes are matched by name where both maps name them, else by value.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The maps differ on {share:share} of the ground, {hectares:,.1f} ha; most of it: {largest}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The maps differ on {share:share} of the pixels; most of it: {largest}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The maps differ on {share} of the ground, {area}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The maps differ on {share} of the ground.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The maps do not differ on any of {pixels:,} pixels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The masks in {folder} hold values that the class table does not name: {values}; each becomes a class without a name. Add them to the table, or choose one as Unlabelled value if it means no class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The memory of {device} ran out at Batch size {batch_size} and Crop size {crop_size} px; {advice}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The method to use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model cannot take windows of {asked} px; {size} px are used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model does not say everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model does not say how its input is normalised; pixels are divided by 255.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model does not say how its input is normalised; {dtype} pixels are passed on as they are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model does not say which class shares it was trained on, so its sensitivity cannot be changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model does not say which class shares it was trained on, so there is nothing to correct it by; set it to 0.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model does not say: {parts}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model fails on windows of {shape} (bands, rows, columns): {reason}. Use a raster with the bands that it was trained on, or another Window size.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model has learned from the verdicts: map the raster again to see what has changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model is a Deepness {model_type}; choose a segmentation model (Segmentor).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model is a program, and on this run nothing keeps it from what you may do: it can {powers:and}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model is a program: it can change files in and below {folders}, nothing else, and has no network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model is a program: it can change no files and has no network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model is temporary: it goes away with QGIS. Choose a work folder on the page Data to keep it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model knows {missing:and}, which {path} does not have among its classes {known}; choose the model that the map was made with, or one with the same classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model ran out of memory ({reason}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model returns an array of shape ({shape}) for windows of {height} × {width} px; use a segmentation model whose output has the size of its input.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model returns an array of shape ({shape}) for {count} window, without a batch in front; export it so that it takes and gives several images at a time, (batch, class, row, column).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model returns class numbers and does not say which classes there are; name them by Describe model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model returns values that are not numbers (NaN or infinite) for an ordinary window; train or export it again, and check its card.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model returns values that are not numbers (NaN) for the pixels at column {column}, row {row} and around; check that the raster's values are of the kind that it was trained on, and its card.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The model returns {channels} channels and its card names {classes} classes; use a model whose card fits.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The model runs on {device} with ONNX Runtime {version}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model runs on {device} with ONNX Runtime {version}; {others} could not be started.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model runs on {device} with torch {version}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model takes [{input_shape}] and gives [{output_shape}]; choose a segmentation model with images of shape (batch, bands, rows, columns) on both sides.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model takes images of shape [{shape}], which is (batch, rows, columns, bands); export it with the bands before the rows (channels first).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model takes windows of {width} × {height} px only; use one that takes squares or any size.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The model takes {count} bands ({names}) and the raster has {raster_count} ({raster_names}); choose a raster with the bands of the model, for instance by Rearrange bands.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>The model takes {wanted} bands ({names}) and the raster has {count}; choose another raster, or bring its bands into line with Rearrange bands.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>The model takes {wanted} bands and the raster has {count}; choose another raster, or bring its bands into line with Rearrange bands.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>The model takes {wanted} bands and {count} are named; name each once, separated by commas.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The model tries to do what it is not allowed to ({reason}), such as to write outside the folder of its outputs; a network for segmentation does nothing of the kind, so do not use it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model was made for 8-bit pixels (0 to 255) and the raster has {dtype}; convert the raster to 8 bit in the way its training images were.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model was not opened, because you did not say that you trust it; open it again, or use an ONNX model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model was trained on pixels of {model_metres:.3g} m and the raster has {x:.3g} × {y:.3g} m, more than {limit:g} times larger or smaller; correct the pixel size by Describe model, or choose another raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model was trained on pixels of {model_metres:.3g} m and the raster has {x:.3g} × {y:.3g} m: it is read at {model_metres:.3g} m (bilinear), and the result is brought back to the raster's own grid.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model was trained on pixels of {wanted} and the raster has {found}: it is resampled for the model, and the map comes back on the raster's own grid.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model was trained on the bands {bands} and those of {path} are called {names}; they are taken in their order, so check that they mean the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model was trained on {trained} pixels and the raster has {dtype}; its values are taken as they are, so they should mean the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model {path} does not exist; choose one that does.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model's card cannot be read: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model's card has format {version}, newer than {known}; update the plugin.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model's card is being read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model's card is damaged: {reason}; train the model again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model's card is read when the step that is running has ended.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model's metadata are damaged: {reason}; correct them in the file.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The model's {key} is [{numbers}], but it has {count} bands; correct its metadata.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The name cannot be written into {path} ({reason}); make the file writable, or end what else writes it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The name of {path} is too long for a file beside it that keeps what you say about the model; shorten it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The new colour of {name} could not be stored with {path} ({reason}); this project shows it, others show the old one until there is room on the disk and a colour is chosen again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The object lies outside the area that the map's CRS can show; choose another CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The other side speaks version {version} of the protocol, this one only version {known}; update the plugin and restart QGIS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The package index cannot be reached; check the network connection (or set HTTPS_PROXY), then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The package {package} of the engine's environment cannot be loaded ({reason}); set it up again under Settings &gt; Options &gt; DIAO.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The packages in {folder} are for Python {python}, and this machine has {own}; make them with --python {own}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The packages in {folder} are for {system} ({architecture}), and this is {here} ({own}); make them with --system and --architecture of this machine.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The packages in {folder} make the {has} environment only; make them with --size {size}.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The palettes of {count} masks, the first is {first}, do not show the colours of the class table, so their values count as the classes.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The part of the network that reads the image; small ones train on a laptop.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The pixel sizes of the images differ ({least:g} to {most:g}); tiles differ in size on the ground.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The pixels of {file} are {theirs}, those of the dataset {own}; they are taken for the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The point lies outside the area that the map's CRS can show; choose another CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The points of one class of {path} have different areas in the field {name}; it holds more than one sample, evaluate each alone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The polygons cannot be read: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The preview begins when model and raster are chosen.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The preview covers the middle {n} × {n} px of the map; zoom in to see more of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The preview of synthetic tiles is being made; wait for it or cancel it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The preview on the map is being made.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The preview waits for the step that is running.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project has no polygon layer and no class raster; add the labels to the map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project has no polygon layer; add one, or map the whole raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project has no raster in a file; add the imagery to the map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project names the model {name}; it is opened when you say so.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project was closed meanwhile; the result lies in {places}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The proxy refused the connection to the package index; set HTTPS_PROXY to the proxy that you use, then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The rarer the class, the more often (inverse class frequency)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The raster to map, with the bands that the model was trained on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The reference and {path} have no ground in common; check their CRS and place, and the area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The result of {job} does not consist of its parts, that of {names:and} does; merge without --vrt.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The rules were not checked ({option} is off).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The same number gives the same result again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The same steps as a Processing model, to run them again on other data or to build on them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The sample cannot be put into {folder} ({reason}); make room there, or start with data of your own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The sample lies in {folder} already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The sample lies in {folder}. Its model is chosen on the page Map: map the aerial image there, and see the rare classes come out. For the whole way, begin on the page Data.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The secure connection to the package index was refused (certificate); if your network inspects connections, name its certificate in PIP_CERT, then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The segmentation network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server of {layer} does not give all of the imagery ({reason}); nothing was written, so try again later, or choose a smaller extent or a larger pixel size.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The servers of {count:,} inputs, such as {first}, do not say whether they have changed; do not exchange them before the parts are merged.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The share of {names} falls below half; where training data are plenty this has cost common classes more than it gave rare ones. Lower Extra repeats, or raise Weight of the real shares, and compare.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The share of {names} falls below half; where training data are plenty this has cost common classes more than it gave rare ones. Lower Extra repeats, or use the recommended target, and compare.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The share that is wanted; double-click or press F2 to change it, leave it empty for an even share.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The split table or lists in {folder} name none of its images; correct the names or remove them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The system cannot work with {path} ({reason}); check the disk and the path, then run it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The system lets the engine open no more files; raise the limit of open files (ulimit -n), then run it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The table cannot be written to {path} ({reason}); choose another place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The table classes of {path} is empty; add the classes again or make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The table dataset of {path} has {count} rows instead of one; make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The table dataset of {path} is damaged: {reason}; make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The target cannot be written into {path} ({reason}); make the file writable, or end what else writes it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The target of {names} is 0, although the class occurs; give it a small share.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The target of {names} is 0, but the class occurs in the training tiles; give it a small share in the class table of the page Data, or in the column target of the table classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The target of {name} must be a share from 0 to 100 %, got {value}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The targets add up to {sum}; scaled to 100 % they are: {scaled}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The targets of the classes are {shares}; give shares of 0 or more, one above 0, in the class table of the page Data, or in the column target of the table classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The tile dataset {path} does not exist; choose one that does.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The tiles lie outside the area that the map's CRS can show; choose another CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The tiles of {path} cannot be opened; create the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The training ends with this epoch; the best one is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The training ground is divided into {count} parts; each is measured on by models that were trained on the others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The training tiles have no labelled pixel; label them, or set split to train for tiles that are.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The training tiles lie in {blocks} blocks, too few for {folds} parts; ask for fewer, or set split to val for some tiles.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The training tiles show fewer than two classes, so there is nothing to balance; label more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The value {value} is {name} in the labels and {known} in {path}; give the labels the values of the dataset, or leave Add to dataset empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The value {value} stands for unlabelled ground and for the class {name!r}; choose another Unlabelled value.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The values of {path} are brought to the scale and offset of the model's training imagery.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The verdict cannot be written into {layer}; see that no other program keeps the file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The verdicts are training tiles now: go on training with them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The version of the NVIDIA driver is needed to choose the packages; give it as nvidia-smi writes it there, such as --driver 581.29.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The whole card as JSON, with a list of what is still missing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The work folder {path} cannot be written to; choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The work folder {path} is gone; bring it back, or choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The worker {worker} cannot import the engine; start workers with the Python of the engine and the folder of the plugin in PYTHONPATH.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The worker {worker} does not see {path}, or sees another file of that name; put inputs and outputs on a disk that all computers share, under the same names.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The worker {worker} has {name} {there} and this computer {here}, so results would differ; start workers with the engine and the Python packages of this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The workers that did part {shard} ended, most likely for lack of memory; {advice}, or give workers more memory, then run this again: the other parts stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The {size} environment in {path} is not finished; set it up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The {size} environment is not set up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The {size} environment is removed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The {size} environment needs about {needed:.1f} GB in {folder}, and {free:.1f} GB are free; free some space, or set DIAO_HOME to a folder on a larger disk.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The {size} environment was made without this GPU: {reason} Set it up again to use it, under Settings &gt; Options &gt; DIAO or by setup --again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no parts of this very job in {folder}; run them with --shard first. A changed input or parameter makes another job.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are {count} points instead of {asked}, as {label} asks for them; lower it for fewer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are {count} points instead of {asked}, since each class needs two, or its spread would be unknown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is less of this class than an even share, or than was edited for it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no Dask scheduler at {address} ({reason}); check the address in {label}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no class {name!r}; choose among {known:and}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no mapped ground to draw points on in {path}; choose another map, or another area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no object of {names:or} between {least} and {most} px, {narrowest} px wide where it is an area and long where it is a line, with other labelled ground beside it, that may be used; change Smallest or Largest object used, label what lies around, set another form in the table classes, tick objects in the layer objects, or start from a dataset without that layer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is one block only, so all tiles are for training and nothing is left to validate on; use more ground or smaller tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is one image only, so all tiles are for training and nothing is left to validate on; use more images or split by blocks.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These are the tiles that the model was trained on; on other ground it will do worse. Without validation tiles the best prior correction cannot be found: it is 0.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These figures are with the prior correction {correction:g}, the best on these tiles, which mapping uses unless told otherwise; at 0 mean IoU is {miou:.3f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These results cannot be opened: {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They can be tested when an environment is set up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This Python cannot make environments; run `sudo apt install python3-venv`, then set up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This algorithm needs the engine's environment ({size}), which is not set up yet: set it up under Settings &gt; Options &gt; DIAO, or run in the folder {folder}: python3 -m diao_engine setup --size {size}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This failed: {error}. Please report it with the log.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tick the imagery that the tiles are cut from.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tick the labels: one polygon layer, or class rasters.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ticked classes get a probability layer and polygons:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tile dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tile size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tile size is {value} px, but the tiles of {path} have {known} px; set Tile size to {known}, or leave Add to dataset empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tile {tile} lies outside its image; make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tile {tile} reaches over the edge of {path}, which has {width} x {height} px; bring the file back that the dataset was made from, or make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tiles and pixels of each split, every tile once</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tiles in the project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tiles repeated most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tiles with a smaller share of labelled pixels are left out; measured against a full tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tiles {n}: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tiles: {count} ({splits}) of {size} px; bands: {bands}; pixels: {dtype}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tiles: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Train model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trained</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training (PyTorch)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training needs more than the small environment that is there: PyTorch, in an environment of its own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training of a segmentation model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training pixels of each class, and its target</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training runs on the {device}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training tiles, which are measured too: {tiles}; steps per epoch: {steps}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training tiles: {shares}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training tiles: {tiles}; steps per epoch: {steps}; validation tiles: {measured}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training {number} of {count}: {method}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trainings per method</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trains a few small models for each method, equally long, and measures all of them on the same ground: the validation tiles, or parts of the training ground in turn where there are none. The report says which differences are more than chance, and one sentence says what to use. The trainings are short, so a long one of yours can end otherwise; more steps and trainings per method say more and take longer. Nothing is kept of the models.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trains a few small models with and without balancing and says whether the difference is more than chance.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trains a segmentation model on the training tiles and keeps the epoch with the best mean IoU on the validation tiles. By dynamic sampling it looks more at classes that it has seen too seldom so far, so rare ones are learned without repeats. The result is one ONNX file that knows its classes, colours, bands, normalisation and accuracy. A training that was interrupted goes on where it stopped when it is started again with the same settings.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Trains on {name}: {n} training tiles</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Transitions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Transitions from class to class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Transitions {n}: {before} to {after}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trust the model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trust the model?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try it with the sample</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Turn and flip</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Turn objects by quarters and flip them; switch it off where long shadows matter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Turns every object of the rare classes of a class raster into a polygon with its class, its area in m² (ellipsoidal where the CRS is geographic) and its mean confidence. Works on any class raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Turns polygons that you have looked at into training tiles of a dataset: the ground of each is labelled; other ground gets the class of the map where that is certain, and is left open elsewhere. Any polygon layer with a class field will do. In polygons of rare classes with the field review only judged ones count: right and class are of their class, wrong becomes what lies around it in the map, unsure is left open. Ground of validation and test tiles is never learned, and where labels of training tiles say otherwise, what you have seen goes before them. Starting it again with the same layer replaces the tiles that came of it before. Then go on with Train model and Start from model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>U-Net</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>U-Net++</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>UPerNet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo (⌫)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo: {steps}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unlabelled value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unlabelled value is {value}, but in {path} it is {known}; set it to {known}, or leave Add to dataset empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Untick use for an object to paste, or delete it there, and new synthetic tiles do without it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Update map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Updated map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Updated map {n}:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Updated map {n}: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Upper end of the 95 % interval of the gain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use cut objects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use its values again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use {method}: its mean IoU is {gain:.1f} points above no balancing (95 % interval {low:.1f} to {high:.1f}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>User's</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>User's accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>User's accuracy, in %: how much of what the map shows as the class is right. Producer's: how much of the class on the ground the map shows. ± is half of the 95 % interval.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Validation and Test share add up to {share:g}; keep them below 1 so that tiles remain to train on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Validation share</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Validation tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value in the layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value of the imagery that means no data, for images that do not declare one themselves; empty for none.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value {value} in the class map; a click on the square changes the colour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Variety of the training: how many tiles, all shown equally often, would be as varied (effective tiles)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Variety: as if {effective:.1f} of the {drawn} tiles were shown equally often; at most {gap:.2g} away from the best possible repeats.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Variety: as if {n} of the {drawn} tiles were shown equally often.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verdict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions, system, devices and settings for a bug report, without your name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Visible map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting for images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting for workers at {address}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wanted share; it can be edited</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wanted standard error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Warning: {text}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Watch a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Watching {path}: images in the map {count}, set aside {refused}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Weight averaging</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Weight of the real shares</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Weights in the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What DIAO makes small, in nats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What a map needs as a rule, on a laptop too.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What arrives is mapped by this computer alone; leave {label} empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What balancing gives on this dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What counts as an error and is made small; class-weighted cross entropy and focal loss are another way to favour rare classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is compared with no balancing, which is always among them; every method adds as many trainings as are asked for below.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is here?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is kept beside it, {name}, would overwrite {other} ({path}); choose another file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is learned of the ground of a new tile that nobody has judged. Of the map it is taken where Class map and Confidence are given; from judged ground alone, much of which is false alarms, a model unlearns rare classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is learned of the ground of a polygon that is wrong. Most false alarms are part of what lies around them; where no class fills half of the surroundings on the map, the ground is left open in any case.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is true: a class raster on any grid, polygons, or sample points, in any CRS. Points of Draw sample points are taken as they are: they bring their class field and the areas of their classes along.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What pixel values are divided by before the model sees them: 255 brings 8-bit imagery between 0 and 1, 1 leaves it as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What stays together when tiles are held out, so that those that judge a model do not lie right beside those that it learned from: square blocks of tiles, or whole images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the encoder starts from: auto (ImageNet weights if they can be downloaded, else none), imagenet (downloaded), none, or a local file of weights (.safetensors, .pth, .pt).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the round has changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the round has changed: objects on the map, and IoU on validation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What was pasted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What was shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you say about the model is kept beside it, and the folder {folder} is read-only; copy the model to one that you may write to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>When</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>When the images were taken, such as 2024-05-31 or 2024-05-31 10:30 (UTC); empty means what each image says.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where are the datasets, models and maps of this project to be kept? This is asked once; the page Data can change it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where items must lie, in any CRS; empty means everywhere. It does not concern a single item.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where the model runs; the log says what was used and why.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where the virtual rasters of joined assets are written, one small file each. Empty: a temporary folder, which is gone when QGIS ends.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whether Probabilities has every class and not the chosen ones alone; then the dock shows the map for another sensitivity without running the model again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which assets of each item are images, by their keys with commas between them; + between keys makes one image of their bands, as in B04+B03+B02.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which rasters of an item to open: their keys, with commas between them. Keys with + between them are bands of one layer, in this order: B04+B03+B02. It has the pixels of the finest of them. Empty: all but previews, each for itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whole images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whole raster</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Width of the surroundings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Window size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Windows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Windows GPU (DirectML; ONNX models only)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Windows per call of the model; empty means 4 on the CPU and what is fastest on a GPU, which is tried.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>With one sample point, which tells nothing about its spread: {names}. The intervals take the largest that there can be; add points there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>With the expected accuracies the overall accuracy will have a standard error of {error:.4f}, that is ± {half_width:.3f} (95 % confidence).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Without a sample point, and so left out: {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Without prior correction.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Without validation tiles the best prior correction cannot be found, so the model keeps 0, which finds most.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Work folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Work folder of the project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Writing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Writing overviews</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Writing reviewed tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Writing the dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Writing the model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wrong objects become</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>YOLO with outlines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a camera model (RPC)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a colour written as #rrggbb</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a field</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a file, or choose a layer above</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a file, or drop one here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a finite number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a finite number above {bound:g}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a finite number of {minimum:g} or more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a finite number other than 0</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a list</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>a list with {count} entries, one per band</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>a list with {least} or more entries</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a name, or a file elsewhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a number from 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a part of it would have to be unpickled, which can run anything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a polygon</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a raster</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a tensor of it would have to be unpickled, which can run anything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a whole number from {minimum} to {maximum}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>about {amount}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>about {download} to download, about {disk} on the disk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>about {n} h left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>about {n} min left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>about {n} s left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>active learning</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>add these colours to the table (with the value {ignore} if they mean no class), or raise Colour tolerance ({tolerance:g})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>aerial</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>agreement</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all of that, training and torch models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all of that, work handed to a Dask cluster, and STAC catalogues watched from a terminal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all tiles with it there overlap tiles of another split and were left out; lower Overlap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>and</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>annotation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>another class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>another class (say which in the note)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>any</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>area</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>area estimation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>as many as the raster has</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>augmentation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>balance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bands</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bands of the model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>basemap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>batch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>benchmark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>best possible</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>best possible: no repeats within these limits can go below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>catalogue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>change your files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>chesapeake</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>chips</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>choose a layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>choose a smaller Model, or close other programs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>choose auto</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>class {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>close other programs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cloud</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cog</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>confusion matrix</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>copy-paste</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>corrections</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cross-validation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>crosstab</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>datasets, balancing, mapping with ONNX models, evaluation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>deep learning</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>deepness</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>diao</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>difference</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>different values</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>distance from the best possible</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>download</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>empty or one share per class ({count})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>empty: a new map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>empty: every raster is an image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>empty: the private environment below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>empty: the work folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>en</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>epoch of the model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>epoch {best}, the best of {done}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>epoch {best}, the best of {done}; stopped before the {planned} that were planned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>epoch {n}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>even</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>every choice that was found takes a class away from train; label more of it elsewhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>exit code {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>feedback</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>fewer false alarms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>file {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>fine-tuning</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>folder or https://…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>from equal shares</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>from the target</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>give fewer Images, or select fewer polygons</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ground control points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ground where such objects do not stand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>histogram</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>imbalance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>imbalance {before:imbalance} before and {after:imbalance} after (0 = as wanted), distance from equal shares {even_before:imbalance} and {even_after:imbalance}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>implausible surroundings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>import</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in all: imbalance + {evenness:g} × concentration on few tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in no version</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>inference</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>install {package} into the engine's environment or choose auto</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>iou</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it answers with {kind} instead of a picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it did not answer within {seconds} seconds; update its driver, or choose the CPU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it has {now} bytes instead of {before}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it holds {part} twice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is gone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is not an ordinary file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it was saved by an older torch, whose files hold pickles, and these can run anything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its content is another</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its graph says {text!r}, which is none of the operations and sizes of a network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its lock file does not say which</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its part {part} is code or would have to be unpickled, which can run anything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its results differ from the CPU's ({difference:.2g} of the largest value, allowed {allowed:.2g}); update its driver, or choose the CPU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its server has failed to give it in {tries} looks in a row, so it is tried again when server or catalogue has another version of it. {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>json</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>kappa</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>land cover</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>land cover change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>limit the ground by Area, or close other programs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>limit the ground by Area, or lower Number of points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>loose end</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>lower Batch size or Crop size, or choose a smaller Encoder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>lower Largest object used or Width of the surroundings, name fewer Classes, or restrict Tile dataset to fewer tiles by a filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>lower Tile size, or divide Folder into several and import each</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>lower Tile size, or limit the ground by Area or Extent and make several datasets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>lower Window size or Batch size, or choose another Device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>m</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>made</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>masks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean IoU {miou}, macro F1 {f1} ({where})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean IoU {miou}, macro F1 {f1} ({where}, at its best sensitivity)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean IoU {miou}, macro F1 {f1} on the test tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean over the classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>metadata</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>model {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>monitoring</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>more rare objects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>name fewer Classes, or raise Smallest polygon kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>names with values</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>neural network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>new imagery</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>neyman</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no CRS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no Python that can be started was found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no field</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no free room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no outline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no reason was given</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>none (the download failed)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>normalisation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not judged yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not kept: choose a folder to keep them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not known</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not looked at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not set up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not whole; set it up again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>nothing at all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>nothing yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>now {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>object {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>objects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>of training tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>olofsson</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>one block only holds it, and train needs that; label more of it elsewhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>one image only holds it, and train needs that; label more of it elsewhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>one of {values:or}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>one without a code</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>onnx</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>openearthmap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>or</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>oversampling</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>pixel size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>pixels as they are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>pixels divided by 255</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>polygonize</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>prediction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>prior correction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>process {process} on {host}, since {since}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>random points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rare classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ready</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>restrict Tile dataset to fewer tiles by a filter, or close other programs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>row {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>runs all algorithms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>runs all but training and torch models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>satellite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>segmentation</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>shown {n} times in all</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>signal {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>size of the pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>split</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>stac</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>standardised (mean, deviation)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>statistics</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>stratified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>synthetic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>target</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>target {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>test tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the first run asks for it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the masks in {folder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the test could not be run ({reason}); set the engine up again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>thing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tile {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tiles before and after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>time series</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>torch finds no NVIDIA GPU with a working driver</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>torch {version} was built without support for an NVIDIA GPU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>torchscript</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>training data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>training runs on the CPU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>training tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>transition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>u-net</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unchanged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unknown format</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unsure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>use the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>use the network, since an input lies there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>uv cannot be had here; install it (pip install uv), or check the network connection, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>uv failed, so pip goes on: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>validation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>validation tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>vectorize</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>web map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>window</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>wms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>wmts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>xyz</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>yes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{address} does not answer ({reason}); look whether it can be reached, then run this again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{architecture} with {encoder}: {weights:,} weights, started from {origin}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{area:g} m²</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{audit} Pasted pixels on ground where such objects do not stand: {collisions}; things and lines cut: {cut}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{before} → {after} {share:share}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{best}, the best of {done}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{capability} is not the compute capability of an NVIDIA card; give it as nvidia-smi writes it there, such as --capability 8.6.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{color} {pixels:,}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{columns} x {rows} pixels are asked for, more than the {most} of Most pixels (MAX_PIXELS); choose a smaller extent, a larger pixel size, or allow more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{columns} x {rows} pixels of {size} m in {crs}. You are responsible for what the provider's terms of use allow.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{confidence} does not lie on the pixel grid of {labels}; choose the confidence raster of the same run.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{copies} repeats of {repeated} of {tiles} training tiles; {imbalance}; best possible {floor:imbalance}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{copies} repeats, imbalance {imbalance:imbalance}</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count:,} more colours</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count:,} objects smaller than {smallest} are left out; set {label} to 0 to keep them.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count:,} pixels compared: mIoU {miou:.3f}, macro F1 {macro_f1:.3f}, overall accuracy {overall_accuracy:.3f}, kappa {kappa:.3f}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{count:,} sample points compared, weighted by the mapped area of each class: mIoU {miou:.3f}, macro F1 {macro_f1:.3f}, overall accuracy {overall_accuracy:.3f}, kappa {kappa:.3f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} blocks only hold it, and the other splits need these; label more of it elsewhere</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{count} epochs in {minutes:.1f} minutes on {device}; the model is that of epoch {best}: mean IoU {miou:.3f}, macro F1 {f1:.3f}, overall accuracy {accuracy:.3f} on the {tiles}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} features of {path} are points or lines and are left out.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} files have no partner and are left out, the first is {first}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} folds of the training tiles</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} images are brought to the bands, scale, offset and nodata of {reference}, the first is {path}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} images are in {path} already and are not added again, the first is {first}; use Learn from corrections for more labels on them.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} images have pixels with the value {value:g} that look like no data, and no nodata value says so, the first is {path}; if they are none, set Nodata value to it.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{count} images only hold it, and the other splits need these; label more of it elsewhere</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{count} images stand in no split list and are left out.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{count} images, the first is {first}, have no place, so no label can be matched; use Import image and mask folder, which pairs files by name.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{count} images, the first is {path}, declare a scale or an offset where {reference} does not, or the other way round, so the values are taken as they are; check that they mean the same.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} judged polygons cover no valid pixel of the imagery and are left out; draw them larger.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} judged polygons have no class and are left out; fill their Class field.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} judged polygons lie on ground that is kept for validation or test and are left out, so that figures stay honest.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} judged polygons lie on none of the images and are left out; name the imagery under Images, or check their CRS.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} label polygons have no class in {name}; their ground counts as unlabelled.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} label polygons have the value {value} in {name}, which is the Unlabelled value, so their ground counts as unlabelled; if it is a class, choose another Unlabelled value.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} more values</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} objects are wrong and nothing says what is there instead; give the Class map that they come from.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} objects are wrong; their ground is left open, as chosen.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} objects did not fit into memory; a random sample of each class is used.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{count} of {name}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{count} polygons are judged as unsure; their ground is left open.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} polygons are not judged yet and play no part.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} polygons have a verdict that is not right, wrong, class or unsure, so they are left out; correct them.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} polygons of {names:and}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{count} processes share batches of {batch_size} crops; set {label} to {count} or more, or start fewer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} processes train together.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} processes were started on this computer, which has {gpus} GPUs; start as many as it has GPUs.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{count} sample points: {classes}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} synthetic tiles with {objects} objects; {imbalance}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} tiles are added to the {before} of {path}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} tiles with {pixels:,} labelled pixels are added, from {polygons} judged polygons.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} tiles: {counts}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} windows of {size} px with {overlap} px overlap.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} wrong objects have no class around them that fills half of their surroundings, so their ground is left open; draw what is there.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} wrong objects lie off {path}, which cannot say what is there instead, so their ground is left open; give the map that they were judged on.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{done:,} of {count:,} parts done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{download} to download, {disk} on the disk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{entries}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{figure:.4f} {mark}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} exists and is replaced when the training is done.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{first} (and {number} more)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{first} and {second} have no ground in common; choose two maps of the same ground, and check their CRS and Area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{first} shows the value {value} as {first_color} and {second} as {second_color}, so the colours of these palettes are the classes and the values are not; give a Class table with value, name and color, or one without colours if the values are right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} has no image with a mask of the same name; put them into folders images and masks, or end their names in _image and _mask.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} has no image with its mask in the layout {layout}; choose the folder that holds both, or another Layout.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} lies on a network drive or in a roaming profile, where gigabytes are slow; set DIAO_HOME to a local folder to avoid that.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{gpu} (driver {driver}) trains and maps, with the packages for CUDA {cuda}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{gpu} (driver {driver}) trains, with the packages for CUDA {cuda}; maps are made on the CPU, since ONNX Runtime for this processor needs a driver of version {needed} or newer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{gpu} is not used, since it could not be started; update its driver, restart the computer, then test it under Settings &gt; Options &gt; DIAO.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{gpu} is not used, since its driver is too old for the installed packages; update the driver.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{gpu} is not used, since its library {library} is missing; set the engine up again under Settings &gt; Options &gt; DIAO.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{gpu} is not used, since the Python in {folder} has no packages for it; install those, or leave Python of your own empty under Settings &gt; Options &gt; DIAO and set the engine up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{gpu} is not used, since the engine's environment was made without it; set it up again under Settings &gt; Options &gt; DIAO.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{gpu} maps through DirectX 12; training runs on the CPU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{images}, {n} set aside.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{image} and the dataset differ in the number of their bands ({bands} and {expected}); make the dataset of images with the same bands.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{image} has no CRS, but {path} has one; assign the image its CRS first, or leave Add to dataset empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{image} has no CRS, so the outlines in {outlines} cannot be drawn on it; assign it its CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{job} cannot be done in parts; {names:and} can.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{job} does not write rasters of its own, {names:and} do; merge without --cog.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{judged} of {n} objects looked at</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{label} ({overlap} px) must be at most half of {other} ({size} px); lower it or use larger tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} ({overlap} px) must be at most half of {other} ({size} px); lower it or use larger windows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} ({smallest} px) must not be above {other} ({largest} px); lower it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} 1 is too small for {architecture} at {other} {crop_size} px, which averages over the batch; use {label} 2 or more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} cannot be read from {value!r}; write it as the help of {contract} says.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} holds nothing to compare with no balancing, got {methods}; choose at least one method that balances.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} is empty: the minimum must lie below the maximum in x and in y.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} is missing: choose the field of {path} that holds the class, among {known:and}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} is missing: give a value for {contract}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} is missing; choose or enter it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} is {value} and {other} {batch_size}, so some would have no crop of a batch; set {label} to {batch_size} at most, or raise {other}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} is {value}, and this computer has none that torch can use; set it to 1 to train on the processor.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} is {value}, and this computer has {gpus} that torch can use; set it to that at most, or to 0 for all.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be 0, or 2 and more, since what is measured on is not trained on; got 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a date such as 2024-05-31 or 2024-05-31 10:30, got {value!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a file on a disk, got {value}; choose one that later steps can read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a file, got {value!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a file, got {value}; choose Save to File.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a layer or a file, got {value!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a list, got {value!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a multiple of {divisor} px for {architecture}, got {value}; use {sizes:or}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a number from 0 to 1, or name=number, got {value!r}; correct it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a number, got {value!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a whole number, got {value!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be a {suffixes:or} file, got {value}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be at least {limit}, got {value}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be at most {limit}, got {value}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be numbers separated by commas, got {value!r}; correct it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be text, got {value!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be true or false, got {value!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be written as #rrggbb, got {value!r}; correct it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be written as xmin,xmax,ymin,ymax [CRS], got {value!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be written as xmin,xmax,ymin,ymax [CRS], got {value}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be {choices:or}, got {value!r}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must end in {suffixes:or}, got {value}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must not be 0; give 1 for a band that is not scaled.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must not hold line breaks or other control characters, got {value!r}; choose another name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} needs a file name, got {value}; give one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} would overwrite {input} ({path}); choose another file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} would overwrite {other} ({path}); choose another file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} {architecture} cannot read the features of {other} {encoder}; choose unet, fpn or segformer with it, or another encoder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} {value} runs ONNX models only, training needs torch; choose auto, cpu or cuda.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: QGIS reads {escape} in the path of a GeoPackage as a letter; choose another name or folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: a folder in its path has a name that is too long for a disk; choose another folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: the file {value} does not exist; choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: the file {value} does not exist; choose one that does.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: the file {value} is not an ordinary file; choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: the folder {folder} is read-only; choose one that you may write to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: the folder {value} does not exist; choose one that does.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: the name {name} is not written in UTF-8; rename the file or folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: the name {start}… has {bytes} bytes, too long for its working files; shorten it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: the path has {bytes} bytes, more than GDAL takes; choose a folder nearer to the top.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: there is no file {value}; choose one that exists, or one of {names:or}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: {folder} is a file, not a folder; choose another place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: {value} also holds other layers ({layers}), which would be lost; choose another file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: {value} belongs to another file of that name; move it, or choose another name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: {value} cannot be looked into ({reason}); close what else uses it, or choose another file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: {value} cannot be opened; it is damaged, empty or no layer that QGIS knows. Choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: {value} is a folder; choose a file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: {value} is a raster; choose a vector layer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: {value} is a vector layer; choose a raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label}: {value} is not an ordinary file; choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{lacks} Tell it by Describe model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} can only be read; save it as another file to judge its objects.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} cannot be exported for the engine ({reason}); save it as a GeoPackage and use that.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} comes from {provider}, not from a file; export it to a GeoTIFF first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} has larger pixels than {size} m, so its imagery is enlarged; choose a larger pixel size.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} has no field {field}; choose one of its fields: {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} has no imagery of this ground; choose an extent that it shows in the map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} has no polygon; draw some, or choose another layer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} has the CRS {shown} in the project but {stored} in its file; write the right one into the file with Raster &gt; Projections &gt; Assign projection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} has unsaved edits; save or discard them first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} is a map on the network, not a file; run Fetch imagery from the network (diao:fetchimagery) for the ground that you need, and use its result.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} is a map on the network: a dataset and a map are made of a file, so fetch the ground that you need first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} is no layer of XYZ tiles, of a WMS or of a WMTS; use it as it is, or choose one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} is not a raster layer; choose a raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} is not a vector layer; choose one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} is not the layer tiles of a tile dataset (a GeoPackage with a field tile_id); make one with Create tile dataset, and restrict it by a filter or a selection instead of a copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} was made before objects could be judged; make the polygons anew.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{left_out} of {count} images have no labels and are left out.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{left_out} of {count} points were added to the sample by hand and are left out, since only points drawn at random tell of the map.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{left_out} of {count} sample points have no class yet and are left out.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{left_out} of {count} sample points lie outside the mapped ground and are left out.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{location} cannot be read ({reason}); look whether its server can be reached, then run this again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} cannot be read as a STAC item or collection ({reason}); give the file or the address of one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} has more than the {count} items and folders that were looked at, so there may be newer ones; give a smaller extent or a smaller collection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} has no asset {key}; choose among {known}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} has no item in the extent; choose another extent or another collection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} has no items; choose another collection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} is a server with several collections ({known}); give the address of one, such as {address}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} is left out ({reason}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} is no item of a STAC catalogue and holds none; give the file or the address of an item, of a collection or of a search.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} is no item of a STAC catalogue; give the file or the address of a single item.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} names no raster that can be opened; its assets are {known}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{location} names {href}, which is no address of the network; it is not opened.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{lost}, and no pixel has {names:or} of the table; correct the table: {way_out}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{lost}; they count as unlabelled. To change that, {way_out}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{lost}; {way_out}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{mask} is {mask_size} px and its image {image} is {image_size} px; image and mask must have the same size.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{mean:+.1f} [{low:+.1f}, {high:+.1f}]</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{mean:+.1f} [{low:+.1f}, {high:+.1f}] real</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{missing:,} of {count:,} parts are missing in {folder}: {names}; run them with --shard, then merge again.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{names:and} in {field_name} are taken as one class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{names} in the map now; images in the map {count}, set aside {refused}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} does not say how many parts there are; give their number, such as auto/8.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} failed; the log says why.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has no point, so its ground cannot be judged; lower the least distance.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {count} of {wanted} points, since no more lie {distance:g} m from all others; lower the least distance for more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {pixels} pixels only, fewer than {least}; each of them is a point.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {pixels} px in the training tiles, fewer than the smallest object used ({least} px), so it raises the imbalance by occurring at all and cannot be learned; label more of it, or merge it with another class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: it has no object between {least} and {most} px, {narrowest} px wide where it is an area and long where it is a line, with other labelled ground beside it, that may be used; change Smallest or Largest object used, label what lies around, set another form in the table classes, tick objects in the layer objects, or switch Use cut objects on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: its objects stand on rare classes or unlabelled ground, which is never covered; label what lies around them, or leave it out of Classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: on no training tile is {hosts:or} free over {narrowest} px in both directions, as every place must be; use a dataset with more open ground, or leave it out of Classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: there were not enough tiles; raise New tiles or Maximum objects per tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries found no place that is free and large enough on {hosts:and}; lower Smallest object used, or use larger tiles, or tiles with more of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries found no place where a line could join its kind or leave the tile; raise New tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries found no place with surroundings like those of real objects; lower Minimum plausibility.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries found no place, for it stands on {hosts:and}; use a dataset with more of that ground, or raise New tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is a GeoPackage without tiles; drop it on the map, and create a dataset of it on the page Data.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is a torch model that has not been approved on this computer yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is a torch model, and a torch model is a program: it can read and change whatever you can. Do you trust whoever made it?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is its band {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is mapped and has no sample point; the area estimates leave its ground out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is mapped and has one sample point only, which tells nothing about its spread, so the intervals take the largest that there can be; add points on its ground.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is neither a tile dataset (.gpkg) nor a model ({kinds}); drop imagery and labels on the map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is not a parameter of {job}; if you mean {near}, write that, else remove it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is not a parameter of {job}; remove it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is not ticked: it has {n} bands, {first} has {m}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is not ticked: it shows the same ground as {other}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is not ticked: its pixels are {size} m wide, those of {first} {expected} m.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is not ticked: its values are of another data type than those of {first}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is running; wait for it or cancel it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is taken as {form}, and the layer objects has it as {earlier}: its objects were collected anew, all of them in use; untick there what you do not want.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is the card of a model that does not lie beside it; drop the model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} {share:share}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} {share}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}: cancelled; nothing was written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}: done in {time}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}: gone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}: probability</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}: value {value}, {pixels} training pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}: value {value}, {pixels} training pixels; a click on the square changes the colour, a double-click the name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{near:,} of {total:,} pixels of {masks} have a colour near one of the class table (Colour tolerance {tolerance:g}) and count as that class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{number:.1f} GB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{number} MB</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{number} packages in {folder}.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{n} ({names}), {dtype}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} bands, {dtype}, pixels of {size}</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} epochs</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{n} h</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} images are in the map</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{n} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} of them synthetic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} of {count} points are judged.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} other layers are not ticked either.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} smaller objects are left out (smallest polygon kept; by default {px} pixels).</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{n} test</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} tiles of {size} px: {parts}</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{n} train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} validation</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} verdicts</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} verdicts so far; some dozen, of all rare classes, are a good round.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} warnings about this result</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{old} exists and stays as it is; the new dataset is called {new}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{output} is read by this run or by a step before it; choose another output.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{output} was not written where it should be; nothing was kept. Please report it with the log.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be loaded by torch {version}: {reason}. Export the model again with this version.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be opened as a raster: {reason}. Choose a file that GDAL reads.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be read ({reason}); check the address, your access to it and the connection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be read ({reason}); delete it and describe the model again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be read as a vector layer ({reason}); choose another layer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be read from its server ({reason}); check the address, your access to it and the connection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be read in columns {left} to {right}, rows {top} to {bottom}: the file is damaged or cut short; get a fresh copy of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be read: {reason}; correct it, or delete it and describe the model again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be removed ({reason}); close what uses it, then remove the folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be started; choose another Python.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be written ({reason}); choose another file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be written ({reason}); choose another folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot run the engine ({reason}); set the engine up again, or choose another interpreter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} does not cover the polygons of {layer}, so it cannot say what lies around them; give the map that they were judged on as {label}, or leave that empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} does not exist.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} does not hold all weights of its network, as models of earlier versions; train it anew, or leave {label} empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} does not name its classes and holds the values {values:and}, which the model does not have; choose the model that the map was made with, or a map that names its classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} does not say how many classes it has; give the names of all of them too.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has a CRS and the map has none; assign the map the CRS that it is in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has a card of its own; leave everything but Class colours and the outputs empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has a palette, so its bands cannot be changed; make it red, green and blue first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has a run length that does not fit its image; export it again, or as polygons.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has boxes without outlines for {image}, and a box does not say which pixels are of the class; export polygons.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has complex numbers; make amplitude or another real band of them first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has more than {limit} values; choose a class raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no CRS and another grid than the imagery; assign both their CRS first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no CRS and the map has one; assign the image the CRS that it is in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no CRS, or a local one; it is taken to be in the CRS of the imagery.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no CRS, or a local one; it is taken to be in the CRS of the map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no CRS, so metres are unknown; set {label} to 0.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no CRS, so the context layer cannot be laid on the tiles; assign the CRS first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no CRS; it is taken to be in the CRS of the imagery.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no asset {name}, its assets are {known:and}; name one of them by --asset.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no class {value} any more; open it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no feature with a geometry; choose a layer that has some, or clear its filter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no field {name!r}; choose among {known:and}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no geometry; choose a layer with polygons.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no ground in common with the map; check its CRS and place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no place, so QGIS draws its upper left corner at 0, 0, and the labels do not lie there; georeference it, or draw the labels on it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no place; the labels are taken as they lie on it in QGIS, whatever CRS they have, and sizes in metres are unknown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no tile left to work on; clear its filter or selection, or make it anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no value where objects lie, so the context layer has no effect; choose one that covers them, or check its nodata value.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has none of the fields {names:and}, so nothing says which class a polygon is of; choose a Class field.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has only an alpha band; choose a raster with image bands.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has pixels in other places than the first map; its class is taken at the middle of each of these.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has pixels with the value {value:g} that look like no data, and no nodata value says so; if they are none, set Nodata value to it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has the geotransform {numbers}, whose pixels have no area; assign it a right one or get a fresh copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has three bands with values from {least:g} to {most:g}, so it is not a coloured mask; choose masks with one band, or with colours from 0 to 255.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has {bands} bands, so it is not a class raster; choose one with a single band of classes.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{path} has {count} bands and {first} has {first_count}; all images of a dataset must have the same bands.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{path} has {count} bands, so it is not a class raster; choose labels with one band, or import coloured masks with Import image and mask folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has {count} inputs ({names}); use a model with one input, the image.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has {count} inputs; choose a segmentation model with one input, an image.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has {dtype} pixels; choose a class raster with whole numbers.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{path} has {known} bands and {count} were given ({given}); give all {known} in the order of the model's channels.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{path} has {known} classes and {count} were given ({given}); give all {known} in the order of the model's channels.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{path} has {what} instead of a grid on the ground; make it one by Raster &gt; Projections &gt; Warp and use the result.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has {width:,} x {height:,} pixels here, more than one file can hold; limit the ground by Area or Extent.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} holds judged polygons of {names:and}, and the classes of the dataset are called by their values, {known}; name them in the class table of the page Data by a double-click, or in the table classes of its file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} holds judged polygons of {names:and}, and the dataset has no such class, only {known}; give them one of these classes, or filter them out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} holds no job; write an object with job, which is {names:or}, and values.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} holds no weights of {encoder}: neither names nor shapes of its {stored} tensors agree with the encoder's {expected}; choose a file made for {encoder}, or another Encoder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} holds points or lines; choose a layer of polygons.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} holds values from {least} to {most}; a class raster has values from 0 to 65535, choose another raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} holds {value:g}, which is not a class; choose a class raster with whole numbers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is Python {version}, too old</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{path} is a JPEG, whose compression changes values, and holds {count} different ones; save masks without loss, as PNG, or give a {label} whose colours are the greys of the masks.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{path} is a coloured mask, but no table says which colour is which class; give a Class table with the columns value, name and color.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is a file, not a folder; choose another work folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is a folder, and assets belong to a STAC catalogue; leave out --asset, or name a catalogue.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is a job {found} and not {wanted}; name the job that stands in the file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is a torch model, and a torch model is a program that can do whatever you can; use it as ONNX, or set TRUST_MODEL if you trust whoever made it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is left for the next look: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is locked by another program; save and close it there, or end its editing, then run it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is neither TorchScript nor an exported program; files of weights are not opened because they can run any code, so export the model as TorchScript (torch.jit.script), with torch.export, or as ONNX.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is neither a catalogue nor a collection of STAC; name its file catalog.json or its address.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is neither a folder that exists nor a STAC catalogue; choose a folder, or give the address of a catalogue (https://…) or its file catalog.json.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is no folder that can be read; name the folder that images arrive in, or the file or the address of a STAC catalogue.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is no item of a STAC catalogue that can be read; correct it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not GeoJSON; get a fresh copy of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not a GeoPackage; choose the layer tiles of a tile dataset.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not a file of plain weights that can be read safely; choose a .safetensors file or a state dict (.pth).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not a text in UTF-8; save it as CSV in UTF-8.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not a tile dataset, or it is damaged ({reason}); choose the layer tiles of one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not a tile dataset: it lacks {layers:and}; make one with Create tile dataset.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not a tile dataset: it lacks {names}; make one with Create tile dataset.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not an ONNX model that can be read: {reason}. Export it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not an ONNX model, or only a part of one; choose a whole ONNX file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not as it was when the dataset {dataset} was made: {reason}; bring the file back, or make the dataset again from what is there now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not opened because {reason}; export the model anew with torch {version}, as TorchScript or as ONNX.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is read from the network, and its server does not give what is asked for; nothing was written, so check the connection and run it again, or export the ground that you need as a file and use that.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is read from the network, which a dataset may not do unasked; switch Allow files from outside (ALLOW_OUTSIDE) on if you trust where the dataset comes from.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is read, but would go with the earlier {output}; choose another output.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is said to be of {date}, which is still to come, and would outrank every image until then; correct its name, or set {label}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is set aside until it changes: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is {architecture} with {encoder}, and the training is set to {other_architecture} with {other_encoder}; set Architecture and Encoder to those of the model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} knows the class values {values} and the dataset has {own}; choose a model of the same classes for {label}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} lacks its file .dbf, which holds the fields; copy all files of that name that belong to it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} lacks its file .shx; copy all files of that name that belong to it (.shp, .shx, .dbf, .prj).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} lies elsewhere than all tiles; choose a context layer that covers them, or check its CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} lies on another grid than the imagery, and one of both has no CRS; choose the confidence raster of a map of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} lies outside the map; choose a reference that overlaps it, and check its CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} lies outside the raster; choose an area that overlaps it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} lists no class; give it the columns value, name and color.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} may not be written or read; choose another place or change its permissions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} names no raster that can be opened, its assets are {known:and}; name one of them by --asset.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} names {href}, which is no address of the network; it is not opened.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} takes no image with {least} to {most} bands; say which bands it takes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} takes other bands ({names}) than the dataset has ({own}); choose a model of as many bands for {label}.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{path} takes {count} inputs; use a model with one input, images (batch, band, row, column).</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{path} takes {dtype} of shape [{shape}]; use a model that takes images as (batch, band, row, column).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} uses every value and has no nodata; set a nodata value for it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} was made with other values of {names:and}; give the same values, or another name for the map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} was not trained here, so no training can go on from it; leave {label} empty or choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} was written by a later version of this plugin; update the plugin.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}, line {number}, is {what}; give a class and three or more points per line, since a box does not say which pixels are of the class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}, line {number}: expected the columns tile and split, with train, val or test in the latter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}, line {number}: the colour {color} has a line before; give each class a colour of its own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}, line {number}: the value {value} has a line before; give each class one line.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}, line {number}: there is no whole number from 0 to {highest} in the column value (or id); fill it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}, line {number}: {color!r} is not a colour; write it as #rrggbb.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}, which keeps what earlier updates have seen, is damaged; remove it, and the map counts as one without a date.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}, which lists the images that are in the map, is damaged; remove it together with the map to begin anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}: the tile_id {tile} stands twice in {table}; give every tile its own, or make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}: {column} in {row} of {table} must be {rule}, got {value}; correct it in QGIS, or make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}: {column} in {row} of {table} must be {rule}; correct it in QGIS, or make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}: {reason} in row {row} of {table}; correct it in QGIS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}: {table} holds a broken geometry; make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}: {table} lacks the columns {columns:and}; make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{percent} % of {size}, {time} minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{pixels} pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} is missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} must be {rule}, got {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{reason} That is {weight}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{reason}; update its driver, or choose the CPU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{share:share} of the compared ground has changed, which is rarely true: look at the changes, and at the bands and values of the new images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{share:share} of the compared ground has changed, {hectares:.2f} ha; the newest image is of {date}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{share:share} of the compared ground has changed; the newest image is of {date}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{share:share} of the ground differs. There at least one map is wrong, or the ground has changed; which, only a reference can say (Evaluate map).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{size:g} {unit}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{size} px, {overlap} px overlap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{split} has no pixel of {names:or}: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{split}, pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{split}, tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{subject} has no CRS, or a local one, so both places cannot be compared; assign the CRS first, or use Import image and mask folder, which pairs files by name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{table} of {path} cannot be read: the file is damaged ({reason}); make the dataset anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{task} on {name} does not work: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{task} on {name}: {speed:.2f} megapixels a second, {times:.1f} × the CPU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{task} on {name}: {speed:.2f} megapixels a second.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{task}: testing the devices.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{text} means part {index} of {count}; parts are numbered from 1 to their number, which is {most:,} at most, so a SLURM array begins with 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{text} takes the part from an array job, and none of the variables {names} is set here; start it in an array job, or name the part, such as 1/8.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{tiles} tiles that overlap tiles of another split are left out.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{tile}, shown {times} times</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{title}: {n} training tiles</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{told}; measured on {n} validation tiles.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{told}; no validation tile, so the scores are those of the training tiles and too good.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{unknown:,} of {total:,} pixels of {masks} have none of the colours of the class table ({colors})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{value} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{value} ({pixels:,} px)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{verdicts}: IoU {before} to {after}, {points} points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{verdicts}; no validation tile says what they brought</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{where} holds neither texts nor whole numbers; choose a field that does.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{where} holds the class value {value:g}; class values must lie between 0 and {highest}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{where} holds {count} different values, more than {most}: that looks like imagery or measurements, not like classes; choose a class raster or a field with classes as labels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{where} holds {value:g}, which is not a whole number; choose {what} with a whole number per class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{where} is empty for all features; choose another field or fill it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>°</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>±</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>× {factor:.2f}</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
